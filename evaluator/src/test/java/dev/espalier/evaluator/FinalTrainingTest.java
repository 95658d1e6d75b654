package dev.espalier.evaluator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Shape;
import dev.espalier.data.DataSets;
import dev.espalier.data.Examples;
import dev.espalier.data.PreparedData;
import dev.espalier.data.ReadOptions;
import dev.espalier.data.Selection;
import dev.espalier.data.TablePreprocessing;
import dev.espalier.data.Targets;
import dev.espalier.data.Task;
import dev.espalier.network.Bank;
import dev.espalier.network.Loss;
import dev.espalier.network.Network;
import dev.espalier.network.Optimizer;
import dev.espalier.network.torch.TorchEngine;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpaces;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Seeds;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinalTrainingTest {
    @TempDir
    Path folder;

    private static final PreparedData DIGITS = new DataSets(Path.of("target/no-data")).prepare("digits", 7, true);
    private static final Architecture CELL = SearchSpaces.catalog()
            .make("cell", Map.of("stemWidth", 6, "stages", 2))
            .fit(DIGITS.ports())
            .decode(Decisions.of(3, 1, 1, 1, 3, 3));

    @Test
    void modelOfTheDigitsCarriesItsWeightsAndItsEvidence() {
        List<Epoch> epochs = new ArrayList<>();
        TrainedModel model =
                new FinalTraining(new TorchEngine(), DIGITS, Metric.ACCURACY, 5).train(CELL, new Seeds(1), epochs::add);
        assertThat(epochs).extracting(Epoch::number).containsExactly(1, 2, 3, 4, 5);
        double accuracy = model.metrics().getOrDefault("test.accuracy", 0.0);
        assertThat(accuracy).as("chance is 0.1").isGreaterThan(0.6);
        assertThat(model.metrics().get("validation.accuracy"))
                .as("the best epoch is kept")
                .isEqualTo(epochs.stream()
                        .mapToDouble(epoch -> epoch.metrics().getOrDefault("accuracy", 0.0))
                        .max()
                        .orElseThrow());
        assertThat(model.evidence().epochs())
                .as("of equal epochs the latest")
                .isEqualTo(epochs.stream()
                        .filter(epoch -> epoch.metrics()
                                .getOrDefault("accuracy", -1.0)
                                .equals(model.metrics().get("validation.accuracy")))
                        .mapToInt(Epoch::number)
                        .max()
                        .orElseThrow());
        Examples test = DIGITS.test().orElseThrow();
        int right = 0;
        int all = 0;
        for (int row = 0; row < 10; row++) {
            right += model.evidence().confusion().get(row).get(row);
            all += model.evidence().confusion().get(row).stream()
                    .mapToInt(Integer::intValue)
                    .sum();
        }
        assertThat(all).isEqualTo(test.size());
        assertThat(right / (double) all).isEqualTo(accuracy);
        try (Bank bank = new TorchEngine().bank(new Seeds(99), new Optimizer.Adam(0))) {
            bank.restore(model.weights());
            try (Network network = bank.network(model.architecture(), Loss.CROSS_ENTROPY)) {
                assertThat(Scoring.measure(network, DIGITS, test).get("accuracy"))
                        .isEqualTo(accuracy);
            }
        }
    }

    @Test
    void regressionIsMeasuredInItsOwnUnitsWithResiduals() {
        Targets targets =
                new Targets(new Task(Task.Type.REGRESSION, List.of("price")), List.of(1000.0), List.of(100.0));
        PreparedData data = new PreparedData(
                "line",
                targets.task(),
                line(1000, 1),
                line(50, 2),
                Optional.of(line(50, 3)),
                new TablePreprocessing(List.of(), targets));
        Architecture.Builder builder = Architecture.builder();
        String x = builder.add("input", new Operation.Input(new Shape.Vector(1)));
        Architecture linear = builder.output(builder.add("head", new Operation.Dense(1, true), x))
                .build();
        TrainedModel model =
                new FinalTraining(new TorchEngine(), data, Metric.RMSE, 60).train(linear, new Seeds(1), epoch -> {});
        assertThat(model.metrics().getOrDefault("test.rmse", 0.0)).isCloseTo(10, within(3.0));
        TrainedModel.Residuals residuals = model.evidence().residuals().orElseThrow();
        assertThat(residuals.actual())
                .hasSize(50)
                .allSatisfy(value -> assertThat(value).isBetween(500.0, 1500.0));
        assertThat(model.evidence().confusion()).isEmpty();
    }

    /** y = x with noise of a tenth of a deviation. */
    private static Examples line(int size, long seed) {
        RandomGenerator random = new Seeds(seed).stream("line");
        float[] features = new float[size];
        float[] targets = new float[size];
        for (int i = 0; i < size; i++) {
            features[i] = (float) random.nextGaussian();
            targets[i] = features[i] + (float) (0.1 * random.nextGaussian());
        }
        return new Examples(new Shape.Vector(1), features, 1, targets);
    }

    @Test
    void classWeightsFindTheRareClassWhereTheFrequentOneDrownsIt() {
        DataSets dataSets = new DataSets(folder, List.of());
        StringBuilder csv = new StringBuilder("size,kind\n");
        RandomGenerator random = new Seeds(1).stream("rare");
        for (int i = 0; i < 1000; i++) {
            boolean rare = i % 20 == 0;
            csv.append("%.3f,%s\n".formatted(random.nextGaussian() + (rare ? 1.2 : 0), rare ? "rare" : "usual"));
        }
        dataSets.add(
                "kinds", "kinds.csv", new ByteArrayInputStream(csv.toString().getBytes(UTF_8)), ReadOptions.NONE);
        assertThat(recallOfTheRare(dataSets, "none")).isLessThan(0.2);
        assertThat(recallOfTheRare(dataSets, "balanced")).isGreaterThan(0.5);
    }

    private static double recallOfTheRare(DataSets dataSets, String classWeights) {
        PreparedData data = dataSets.prepare(Selection.of("kinds", Map.of("classWeights", classWeights)), 1, true);
        Architecture.Builder builder = Architecture.builder();
        String x = builder.add("input", new Operation.Input(data.training().shape()));
        Architecture linear = builder.output(builder.add("head", new Operation.Dense(2, true), x))
                .build();
        List<Integer> rare = new FinalTraining(new TorchEngine(), data, Metric.LOG_LOSS, 20)
                .train(linear, new Seeds(1), epoch -> {})
                .evidence()
                .confusion()
                .get(0);
        return rare.get(0) / (double) (rare.get(0) + rare.get(1));
    }

    @Test
    void testPartMustBeThere() {
        PreparedData search = new DataSets(Path.of("target/no-data")).prepare("digits", 7, false);
        assertThatThrownBy(() -> new FinalTraining(new TorchEngine(), search, Metric.ACCURACY, 1))
                .hasMessageContaining("test part of 'digits'");
    }
}
