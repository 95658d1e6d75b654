package dev.espalier.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.architecture.Architecture;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.data.DataSets;
import dev.espalier.data.PreparedData;
import dev.espalier.data.ReadOptions;
import dev.espalier.evaluator.DartsTest.Scene;
import dev.espalier.export.dl4j.Dl4jExport;
import dev.espalier.network.torch.TorchEngine;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Branched multi-task networks on a table with three targets. */
class BranchedTest {
    private static final int TRIALS = 3;
    private static final Decisions TRUNK = Decisions.of(new int[9]);

    @TempDir
    Path folder = Path.of("");

    private Scene scene = Scene.of("cell");

    @BeforeEach
    void threeTargets() {
        PreparedData data = data();
        SearchSpace space = SearchSpaces.catalog()
                .make("branched", Map.of("width", 8, "layers", 3))
                .fit(data.ports());
        scene = new Scene(space, new TorchEngine(), data, Objective.of(Metric.RMSE));
    }

    /** Two targets of the same numbers and one of others. */
    private PreparedData data() {
        StringBuilder rows = new StringBuilder("a,b,c,target:x,target:y,target:z\n");
        RandomGenerator random = new Seeds(2).stream("rows");
        for (int row = 0; row < 240; row++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            double c = random.nextGaussian();
            rows.append(String.format(
                    Locale.ROOT, "%.4f,%.4f,%.4f,%.4f,%.4f,%.4f%n", a, b, c, a * b, a * b + a, Math.sin(2 * c)));
        }
        DataSets sets = new DataSets(folder, List.of());
        var in = new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8));
        return sets.prepare(sets.add("three", "three.csv", in, ReadOptions.NONE).id(), 1, false);
    }

    private static Map<String, Object> settings(double resourceWeight) {
        return DartsTest.settings("gumbel", "alphaRate", 0.2, "stepsPerRound", 20, "resourceWeight", resourceWeight);
    }

    private List<Trial> search(Map<String, Object> settings, String own, List<Trial> history) {
        return scene.search(scene.evaluator(settings, folder.resolve(own)), TRIALS, history);
    }

    private long macs(Trial trial) {
        return scene.space().decode(trial.proposal().decisions()).cost().macs();
    }

    @Test
    void resumedSearchEqualsTheUninterruptedOne() {
        List<Trial> whole = search(settings(0.3), "whole", List.of());
        List<Trial> history = scene.search(scene.evaluator(settings(0.3), folder.resolve("cut")), 2, List.of());
        assertThat(DartsTest.promised(search(settings(0.3), "cut", history))).isEqualTo(DartsTest.promised(whole));
        assertThat(DartsTest.promised(search(settings(0.3), "bare", whole.subList(0, 1))))
                .isEqualTo(DartsTest.promised(whole));
        assertThat(whole).allSatisfy(trial -> assertThat(trial.outcome()).isInstanceOf(Outcome.Scored.class));
    }

    @Test
    void greatResourceWeightEndsInOneTrunkAndNoneForcesNothing() {
        long least = scene.space().decode(TRUNK).cost().macs();
        List<Trial> dear = search(settings(100), "dear", List.of());
        assertThat(macs(dear.get(TRIALS - 1))).isEqualTo(least);
        List<Trial> free = search(settings(0), "free", List.of());
        assertThat(macs(free.get(TRIALS - 1))).isGreaterThan(least);
    }

    @Test
    void whatIsDerivedCanBeTrainedByEveryOtherEvaluatorAndExported() {
        Decisions play = search(settings(0), "derived", List.of())
                .get(TRIALS - 1)
                .proposal()
                .decisions();
        assertThat(scene.space().isPlay(play)).isTrue();
        Architecture architecture = scene.space().decode(play);
        Evaluator.Candidate candidate = new Evaluator.Candidate(1, play, architecture, new Seeds(1));
        for (String name : List.of("stand-alone", "shared-weights", "hypernetwork", "proxies")) {
            Evaluator evaluator = Evaluators.catalog().make(name, quick(name)).in(scene.context(folder.resolve(name)));
            evaluator.learn(0, random -> scene.space().complete(Decisions.none(), random));
            assertThat(evaluator.evaluate(candidate)).as(name).isInstanceOf(Outcome.Scored.class);
        }
        assertThat(Dl4jExport.configuration(architecture, scene.data().task())).contains("task3/dense");
    }

    private static Map<String, Object> quick(String name) {
        return switch (name) {
            case "stand-alone" -> Map.of("epochs", 1);
            case "proxies" -> Map.of("batch", 16);
            default -> Map.of("warmUpSteps", 4, "stepsPerRound", 2, "controls", 2);
        };
    }

    @Test
    void boundsOnCostsAreRefused() {
        Objective bounded = new Objective(Metric.RMSE, List.of(new Objective.Constraint(Metric.PARAMETERS, 1000)));
        assertThatThrownBy(() -> Evaluators.catalog().make("darts", settings(1)).fits(scene.space(), bounded))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("parameters at most 1000")
                .hasMessageContaining("resourceWeight");
    }
}
