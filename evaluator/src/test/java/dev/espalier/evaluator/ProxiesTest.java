package dev.espalier.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Shape;
import dev.espalier.data.DataSets;
import dev.espalier.data.Examples;
import dev.espalier.data.PreparedData;
import dev.espalier.network.Bank;
import dev.espalier.network.Engine;
import dev.espalier.network.Loss;
import dev.espalier.network.Network;
import dev.espalier.network.Optimizer;
import dev.espalier.network.Weights;
import dev.espalier.network.dl4j.Dl4jEngine;
import dev.espalier.network.torch.TorchEngine;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Foresight;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Seeds;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProxiesTest {
    private static final Seeds SEEDS = new Seeds(5);
    private static final int INPUTS = 3;
    private static final int HIDDEN = 4;

    @TempDir
    Path folder;

    /** Two dense layers without bias, a rectifier between them. */
    private static Architecture perceptron() {
        Architecture.Builder builder = Architecture.builder();
        String input = builder.add("input", new Operation.Input(new Shape.Vector(INPUTS)));
        String hidden = builder.add("hidden", new Operation.Dense(HIDDEN, false), input);
        String rectified = builder.add("relu", new Operation.Activation(Operation.Activation.Function.RELU), hidden);
        return builder.output(builder.add("output", new Operation.Dense(2, false), rectified))
                .build();
    }

    private static Weights firstWeights() {
        try (Bank bank = new TorchEngine().bank(SEEDS, new Optimizer.Sgd(0, 0));
                Network network = bank.network(perceptron(), Loss.CROSS_ENTROPY)) {
            return network.weights();
        }
    }

    private static Map<Proxy, Double> measured(float... features) {
        int size = features.length / INPUTS;
        float[] targets = new float[2 * size];
        for (int i = 0; i < size; i++) {
            targets[2 * i + i % 2] = 1;
        }
        Examples batch = new Examples(new Shape.Vector(INPUTS), features, 2, targets);
        return new Untrained(new TorchEngine(), SEEDS, Loss.CROSS_ENTROPY, batch).measure(perceptron());
    }

    @Test
    void synapticFlowIsConservedFromLayerToLayer() {
        float[] hidden = firstWeights().get("hidden", "weight").values();
        float[] output = firstWeights().get("output", "weight").values();
        double flow = 0;
        for (int unit = 0; unit < HIDDEN; unit++) {
            double into = 0;
            double outOf = 0;
            for (int i = 0; i < INPUTS; i++) {
                into += Math.abs(hidden[unit * INPUTS + i]);
            }
            for (int i = 0; i < 2; i++) {
                outOf += Math.abs(output[i * HIDDEN + unit]);
            }
            flow += into * outOf;
        }
        assertThat(measured(1, 2, 3, 0, 1, 0).get(Proxy.SYNFLOW))
                .as("each of both layers carries all of it, whatever the data")
                .isCloseTo(2 * flow, within(1e-5 * flow));
    }

    @Test
    void synapticFlowThatOverflowsSinglePrecisionIsCounted() {
        int width = 300;
        int depth = 40;
        Architecture.Builder builder = Architecture.builder();
        String last = builder.add("input", new Operation.Input(new Shape.Vector(INPUTS)));
        for (int i = 0; i < depth; i++) {
            last = builder.add("layer" + i, new Operation.Dense(width, false), last);
            last = builder.add("relu" + i, new Operation.Activation(Operation.Activation.Function.RELU), last);
        }
        Architecture deep = builder.output(builder.add("output", new Operation.Dense(2, false), last))
                .build();
        double[] signal = {1, 1, 1};
        try (Bank bank = new TorchEngine().bank(SEEDS, new Optimizer.Sgd(0, 0));
                Network network = bank.network(deep, Loss.CROSS_ENTROPY)) {
            Weights weights = network.weights();
            for (int i = 0; i <= depth; i++) {
                signal = absoluteProduct(
                        weights.get(i < depth ? "layer" + i : "output", "weight")
                                .values(),
                        signal);
            }
        }
        double flow = (depth + 1) * Arrays.stream(signal).sum();
        assertThat(flow).isGreaterThan(10.0 * Float.MAX_VALUE);
        Examples batch = new Examples(new Shape.Vector(INPUTS), new float[] {1, 2, 3}, 2, new float[] {0, 1});
        Untrained untrained = new Untrained(new TorchEngine(), SEEDS, Loss.CROSS_ENTROPY, batch);
        assertThat(untrained.measure(deep, Proxy.SYNFLOW).orElseThrow()).isCloseTo(flow, within(1e-3 * flow));
    }

    private static double[] absoluteProduct(float[] weights, double[] signal) {
        double[] next = new double[weights.length / signal.length];
        for (int i = 0; i < weights.length; i++) {
            next[i / signal.length] += Math.abs(weights[i]) * signal[i % signal.length];
        }
        return next;
    }

    @Test
    void codesOfMoreRectifiersThanFitAtOnceAreTakenInParts() {
        int hidden = 1 << 20;
        int size = 20;
        Architecture.Builder builder = Architecture.builder();
        String input = builder.add("input", new Operation.Input(new Shape.Vector(INPUTS)));
        String wide = builder.add("hidden", new Operation.Dense(hidden, false), input);
        Architecture architecture = builder.output(
                        builder.add("relu", new Operation.Activation(Operation.Activation.Function.RELU), wide))
                .build();
        float[] features = new float[size * INPUTS];
        RandomGenerator random = SEEDS.stream("features");
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) random.nextGaussian();
        }
        double[][] alike = new double[size][size];
        try (Bank bank = new TorchEngine().bank(SEEDS, new Optimizer.Sgd(0, 0));
                Network network = bank.network(architecture, Loss.OUTPUT_SUM)) {
            float[] weights = network.weights().get("hidden", "weight").values();
            for (int unit = 0; unit < hidden; unit++) {
                boolean[] on = new boolean[size];
                for (int i = 0; i < size; i++) {
                    on[i] = product(weights, unit, features, i) > 0;
                }
                for (int i = 0; i < size; i++) {
                    for (int j = 0; j < size; j++) {
                        alike[i][j] += on[i] == on[j] ? 1 : 0;
                    }
                }
            }
        }
        double determinant = new LUDecomposition(MatrixUtils.createRealMatrix(alike)).getDeterminant();
        Examples batch = new Examples(new Shape.Vector(INPUTS), features, 2, new float[2 * size]);
        Untrained untrained = new Untrained(new TorchEngine(), SEEDS, Loss.CROSS_ENTROPY, batch);
        assertThat(untrained.measure(architecture, Proxy.NASWOT).orElseThrow())
                .isCloseTo(Math.log(determinant), within(1e-3));
    }

    private static double product(float[] weights, int unit, float[] features, int row) {
        double sum = 0;
        for (int i = 0; i < INPUTS; i++) {
            sum += (double) weights[unit * INPUTS + i] * features[row * INPUTS + i];
        }
        return sum;
    }

    @Test
    void activationCodesCountTheRectifiersThatSwitchAlike() {
        float[] hidden = firstWeights().get("hidden", "weight").values();
        float[] features = {1, -2, 0.5f, -1, 0.3f, 2};
        int alike = 0;
        for (int unit = 0; unit < HIDDEN; unit++) {
            boolean[] on = new boolean[2];
            for (int row = 0; row < 2; row++) {
                double sum = 0;
                for (int i = 0; i < INPUTS; i++) {
                    sum += hidden[unit * INPUTS + i] * features[row * INPUTS + i];
                }
                on[row] = sum > 0;
            }
            alike += on[0] == on[1] ? 1 : 0;
        }
        double determinant = HIDDEN * HIDDEN - alike * alike;
        assertThat(determinant).as("the examples differ").isPositive();
        assertThat(measured(features).get(Proxy.NASWOT)).isCloseTo(Math.log(determinant), within(1e-9));
        assertThat(measured(1, 2, 3, 1, 2, 3))
                .as("examples that nothing tells apart")
                .doesNotContainKey(Proxy.NASWOT);
    }

    @Test
    void saliencySumsWeightsTimesTheirGradients() {
        Weights weights = firstWeights();
        Examples batch = new Examples(new Shape.Vector(INPUTS), new float[] {1, 2, 3}, 2, new float[] {0, 1});
        double norm = 0;
        double snip = 0;
        try (Bank bank = new TorchEngine().bank(SEEDS, new Optimizer.Sgd(0, 0));
                Network network = bank.network(perceptron(), Loss.CROSS_ENTROPY)) {
            for (var entry : network.gradient(batch).byKey().entrySet()) {
                float[] values = Objects.requireNonNull(weights.byKey().get(entry.getKey()))
                        .values();
                for (int i = 0; i < values.length; i++) {
                    double slope = entry.getValue().values()[i];
                    norm = Math.hypot(norm, slope);
                    snip += Math.abs(slope * values[i]);
                }
            }
        }
        Map<Proxy, Double> measured =
                new Untrained(new TorchEngine(), SEEDS, Loss.CROSS_ENTROPY, batch).measure(perceptron());
        assertThat(norm).isPositive();
        assertThat(measured.get(Proxy.GRADIENT_NORM)).isCloseTo(norm, within(1e-6 * norm));
        assertThat(measured.get(Proxy.SNIP)).isCloseTo(snip, within(1e-6 * snip));
    }

    private static final PreparedData DIGITS = new DataSets(Path.of("target/no-data")).prepare("digits", 7, false);
    private static final SearchSpace SPACE = SearchSpaces.catalog()
            .make("cell", Map.of("stemWidth", 4, "stages", 2))
            .fit(DIGITS.ports());

    private EvaluatorContext context(Engine engine) {
        return new EvaluatorContext(SPACE, engine, DIGITS, Objective.of(Metric.ACCURACY), SEEDS, folder, 20);
    }

    private Outcome outcome(Engine engine, Proxy measure, Decisions play) {
        return outcome(engine, Map.of("measure", measure.key(), "batch", 16), play);
    }

    private Outcome outcome(Engine engine, Map<String, ?> settings, Decisions play) {
        Evaluator evaluator = Evaluators.catalog().make("proxies", settings).in(context(engine));
        return evaluator.evaluate(new Evaluator.Candidate(1, play, SPACE.decode(play), SEEDS.child("trial", 1)));
    }

    @ParameterizedTest
    @EnumSource(Proxy.class)
    void chosenMeasureScoresAndTheOthersAreNoted(Proxy measure) {
        Outcome outcome = outcome(new TorchEngine(), measure, Decisions.of(3, 3, 1, 4, 3, 2));
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Scored.class, scored -> {
            assertThat(scored.metrics().keySet()).containsAll(Proxy.keys());
            assertThat(scored.score()).isEqualTo(scored.metrics().get(measure.key()));
        });
        Outcome constant = outcome(new TorchEngine(), measure, Decisions.of(0, 0, 0, 0, 0, 0));
        boolean counted = measure == Proxy.PARAMETERS || measure == Proxy.MACS;
        assertThat(constant).isInstanceOf(counted ? Outcome.Scored.class : Outcome.Failed.class);
    }

    @Test
    void foresightIsWhatAnEvaluationWouldNote() {
        Foresight foresight = new ZeroCostForesight(context(new TorchEngine()));
        Decisions play = Decisions.of(3, 3, 1, 4, 3, 2);
        Map<String, Double> noted = outcome(new TorchEngine(), Map.of(), play).metrics();
        assertThat(foresight.names())
                .isEqualTo(Proxy.keys())
                .allSatisfy(
                        name -> assertThat(foresight.of(name, play)).hasValue(noted.getOrDefault(name, Double.NaN)));
        assertThat(foresight.of("naswot", Decisions.of(0, 0, 0, 0, 0, 0))).isEmpty();
    }

    @Test
    void enginesAgreeOnEveryMeasure() {
        RandomGenerator random = SEEDS.stream("plays");
        for (int i = 0; i < 3; i++) {
            Decisions play = SPACE.complete(Decisions.none(), random);
            if (SPACE.decode(play).constant()) {
                continue;
            }
            Map<String, Double> torch =
                    outcome(new TorchEngine(), Proxy.SNIP, play).metrics();
            Outcome other = outcome(new Dl4jEngine(), Proxy.SNIP, play);
            Map<String, Double> dl4j = other.metrics();
            assertThat(dl4j.keySet()).as(other.toString()).isEqualTo(torch.keySet());
            torch.forEach((name, value) ->
                    assertThat(dl4j.get(name)).as(name).isCloseTo(value, within(1e-2 * Math.abs(value))));
        }
    }
}
