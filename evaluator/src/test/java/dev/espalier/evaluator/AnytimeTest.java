package dev.espalier.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Vertex;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.Settings;
import dev.espalier.data.DataSets;
import dev.espalier.data.PreparedData;
import dev.espalier.network.Bank;
import dev.espalier.network.Optimizer;
import dev.espalier.network.torch.TorchEngine;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Seeds;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that may be left early. */
class AnytimeTest {
    private static final Seeds SEEDS = new Seeds(3);
    private static final Decisions PLAY = Decisions.of(3, 1, 3, 2, 1, 3);
    private static final PreparedData DIGITS = new DataSets(Path.of("target/no-data")).prepare("digits", 7, false);
    private static final SearchSpace SPACE = cells(3);

    @TempDir
    Path folder;

    private static SearchSpace cells(int stages) {
        return SearchSpaces.catalog()
                .make("cell", Map.of("stemWidth", 4, "stages", stages))
                .fit(DIGITS.ports());
    }

    private static Map<String, Object> quick(int steps) {
        return Map.of("anytime", true, "warmUpSteps", steps, "controls", 1, "trialsPerRound", 5);
    }

    private static Settings settings(String name, int steps) {
        return Settings.of(Evaluators.catalog().entry(name).settings(), quick(steps));
    }

    private EvaluatorContext context(SearchSpace space) {
        return new EvaluatorContext(space, new TorchEngine(), DIGITS, Objective.of(Metric.ACCURACY), SEEDS, folder, 20);
    }

    private Evaluator evaluator(String name, SearchSpace space, int steps) {
        return Evaluators.catalog().make(name, quick(steps)).in(context(space));
    }

    private static Decisions uniform(RandomGenerator random) {
        return SPACE.complete(Decisions.none(), random);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cell", "darts-cell", "size"})
    void exitsLieBehindTheStages(String name) {
        SearchSpace space = SearchSpaces.catalog()
                .make(name, Map.of("stemWidth", 4, "stages", 3))
                .fit(DIGITS.ports());
        Decisions play = name.equals("cell") ? PLAY : space.complete(Decisions.none(), new Seeds(1).stream("play"));
        List<Architecture> exits = space.exits(play);
        assertThat(exits).hasSize(3);
        assertThat(exits.get(2)).isEqualTo(space.decode(play));
        for (int i = 0; i < 2; i++) {
            Architecture early = exits.get(i);
            Architecture later = exits.get(i + 1);
            assertThat(early.cost().macs()).isLessThan(later.cost().macs());
            assertThat(later.vertices())
                    .containsAll(early.vertices().stream()
                            .filter(vertex -> vertex.key().startsWith("st")) // stem and stages, not the head
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared-weights", "hypernetwork", "smash"})
    void candidatesAreRatedByTheMeanOverTheirExits(String name) {
        Evaluator evaluator = evaluator(name, SPACE, 20);
        evaluator.learn(0, AnytimeTest::uniform);
        Evaluator.Candidate candidate = new Evaluator.Candidate(1, PLAY, SPACE.decode(PLAY), SEEDS.child("trial", 1));
        assertThat(evaluator.evaluate(candidate)).isInstanceOfSatisfying(Outcome.Scored.class, scored -> {
            List<Double> exits = IntStream.rangeClosed(1, 3)
                    .mapToObj(exit -> scored.metrics().get("accuracy.exit" + exit))
                    .toList();
            double mean = exits.stream().mapToDouble(value -> value).average().orElseThrow();
            assertThat(exits).as("each exit has a network of its own").doesNotHaveDuplicates();
            assertThat(scored.score()).isCloseTo(mean, within(1e-12));
            assertThat(scored.metrics().get("parameters"))
                    .isEqualTo((double) candidate.architecture().cost().parameters());
        });
    }

    @Test
    void exitsOfEqualWidthShareNoHead() {
        SearchSpace space = SearchSpaces.catalog().make("size", Map.of()).fit(DIGITS.ports());
        assertThat(space.exits(Decisions.of(2, 2, 2)).stream()
                        .flatMap(exit -> exit.vertices().stream())
                        .filter(vertex -> vertex.operation() instanceof Operation.Dense)
                        .map(Vertex::key))
                .doesNotHaveDuplicates();
    }

    @Test
    void stepsTrainEveryExitEquallyOften() {
        int[] trained = new int[4];
        try (Bank bank = new TorchEngine().bank(SEEDS, new Optimizer.Sgd(0, 0))) {
            Bank noting = (Bank) Proxy.newProxyInstance(
                    Bank.class.getClassLoader(), new Class<?>[] {Bank.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("network")) {
                            trained[stages((Architecture) arguments[0])]++;
                        }
                        return method.invoke(bank, arguments);
                    });
            new SharedTraining(context(SPACE), SEEDS, new SharedSettings(settings("shared-weights", 90)))
                    .round(0, AnytimeTest::uniform, noting);
        }
        for (int exit = 1; exit <= 3; exit++) {
            assertThat(trained[exit]).as("exit %d of 30 expected", exit).isBetween(17, 43);
        }
    }

    private static int stages(Architecture architecture) {
        return (int) architecture.vertices().stream()
                .map(vertex -> vertex.key().split("/", 2)[0])
                .filter(key -> key.startsWith("stage"))
                .distinct()
                .count();
    }

    @Test
    void spacesWithoutExitsAreRefused() {
        assertThatThrownBy(() -> evaluator("shared-weights", cells(1), 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no early exits");
    }
}
