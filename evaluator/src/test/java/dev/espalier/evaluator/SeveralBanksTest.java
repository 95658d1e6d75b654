package dev.espalier.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.architecture.Architecture;
import dev.espalier.data.DataSets;
import dev.espalier.data.PreparedData;
import dev.espalier.network.torch.TorchEngine;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One-shot evaluations whose candidates are scored by the mean over several banks. */
class SeveralBanksTest {
    private static final Seeds SEEDS = new Seeds(3);
    private static final Decisions PLAY = Decisions.of(3, 1, 3, 2, 1, 3);
    private static final PreparedData DIGITS = new DataSets(Path.of("target/no-data")).prepare("digits", 7, false);
    private static final SearchSpace SPACE =
            SearchSpaces.catalog().make("cell", Map.of("stemWidth", 4)).fit(DIGITS.ports());

    @TempDir
    Path folder;

    private EvaluatorContext context(Path own) {
        return new EvaluatorContext(SPACE, new TorchEngine(), DIGITS, Objective.of(Metric.ACCURACY), SEEDS, own, 20);
    }

    private static Map<String, Object> settings(int banks) {
        return Map.of("banks", banks, "warmUpSteps", 12, "stepsPerRound", 6, "controls", 2, "trialsPerRound", 5);
    }

    private Evaluator evaluator(String name, int banks, Path own) throws IOException {
        return Evaluators.catalog().make(name, settings(banks)).in(context(Files.createDirectories(own)));
    }

    private static Decisions uniform(RandomGenerator random) {
        return SPACE.complete(Decisions.none(), random);
    }

    private static Map<String, Double> metrics(Evaluator evaluator) {
        Outcome outcome =
                evaluator.evaluate(new Evaluator.Candidate(1, PLAY, SPACE.decode(PLAY), SEEDS.child("trial", 1)));
        assertThat(outcome).isInstanceOf(Outcome.Scored.class);
        return ((Outcome.Scored) outcome).metrics();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared-weights", "hypernetwork", "smash"})
    void metricsAreTheMeanOverTheBanksAndTheFirstIsThatOfOneAlone(String name) throws IOException {
        Evaluator three = evaluator(name, 3, folder.resolve("three"));
        Evaluator one = evaluator(name, 1, folder.resolve("one"));
        three.learn(0, SeveralBanksTest::uniform);
        one.learn(0, SeveralBanksTest::uniform);
        Map<String, Double> metrics = metrics(three);
        double sum = IntStream.rangeClosed(1, 3)
                .mapToDouble(bank -> metrics.getOrDefault("accuracy." + bank, Double.NaN))
                .sum();
        assertThat(metrics.get("accuracy")).isCloseTo(sum / 3, within(1e-12));
        assertThat(metrics.get("accuracy.1")).isEqualTo(metrics(one).get("accuracy"));
        assertThat(metrics.get("accuracy.2")).isNotEqualTo(metrics.get("accuracy.1"));
        assertThat(metrics(one)).doesNotContainKey("accuracy.1");
    }

    @Test
    void searchThatWasKilledWhileBanksWereKeptGoesOnTheSame() throws IOException {
        Path own = folder.resolve("own");
        Evaluator whole = evaluator("shared-weights", 2, own);
        whole.learn(0, SeveralBanksTest::uniform);
        whole.learn(1, SeveralBanksTest::uniform);
        Map<String, Double> wanted = metrics(whole);

        Files.delete(own.resolve("shared-weights-2/round-1.safetensors")); // killed between the two
        Evaluator resumed = evaluator("shared-weights", 2, own);
        resumed.learn(0, SeveralBanksTest::uniform);
        resumed.learn(1, SeveralBanksTest::uniform);
        assertThat(metrics(resumed)).isEqualTo(wanted);
    }

    @Test
    void estimateGrowsWithTheBanks() {
        Architecture architecture = SPACE.decode(PLAY);
        Evaluators.Template one = Evaluators.catalog().make("shared-weights", settings(1));
        Evaluators.Template three = Evaluators.catalog().make("shared-weights", settings(3));
        assertThat(three.parameters(architecture)).isEqualTo(3 * one.parameters(architecture));
    }
}
