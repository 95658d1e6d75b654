package dev.espalier.network.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Operation.Activation;
import dev.espalier.architecture.Operation.Activation.Function;
import dev.espalier.architecture.Operation.BatchNormalization;
import dev.espalier.architecture.Operation.Concatenate;
import dev.espalier.architecture.Operation.Convolution;
import dev.espalier.architecture.Operation.Dense;
import dev.espalier.architecture.Operation.DepthwiseConvolution;
import dev.espalier.architecture.Operation.Dropout;
import dev.espalier.architecture.Operation.GlobalPooling;
import dev.espalier.architecture.Operation.Input;
import dev.espalier.architecture.Operation.Pooling;
import dev.espalier.architecture.Operation.Pooling.Kind;
import dev.espalier.architecture.Shape;
import dev.espalier.data.Examples;
import dev.espalier.network.Bank;
import dev.espalier.network.EngineException;
import dev.espalier.network.FloatArray;
import dev.espalier.network.Loss;
import dev.espalier.network.Network;
import dev.espalier.network.Optimizer;
import dev.espalier.network.Step;
import dev.espalier.network.Weights;
import dev.espalier.tensor.NativeMemory;
import dev.espalier.trial.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TorchEngineTest {
    private static final Optimizer ADAM = new Optimizer.Adam(1e-4);
    private static final Optimizer SGD = new Optimizer.Sgd(0.9, 3e-4);
    private static final TorchEngine ENGINE = new TorchEngine();

    @Test
    void vertexThatIsKnownByNameAloneIsRefusedByItsKey() {
        Architecture.Builder builder = Architecture.builder();
        String input = builder.add("input", new Input(new Shape.Vector(1)));
        Architecture row = builder.output(builder.add("decision/op", new Operation.Named("op: gat"), input))
                .build();
        try (Bank bank = ENGINE.bank(new Seeds(1), SGD)) {
            assertThatThrownBy(() -> bank.network(row, Loss.SQUARED_ERROR))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("'decision/op' is known by its name alone");
        }
    }

    static Stream<Architecture> networks() {
        Shape image = new Shape.Image(2, 6, 5);
        Shape sequence = new Shape.Sequence(3, 7);
        return Stream.of(
                        image(new Convolution(4, 3, 2, 1, true)),
                        image(new Convolution(4, 3, 1, 2, false)),
                        image(new Convolution(4, 2, 2, 1, true)),
                        image(new DepthwiseConvolution(3, 1, 1, true)),
                        image(new DepthwiseConvolution(5, 2, 1, false)),
                        image(new BatchNormalization()),
                        image(new Pooling(Kind.MAX, 3, 1)),
                        image(new Pooling(Kind.AVERAGE, 3, 2)),
                        image(new Pooling(Kind.AVERAGE, 2, 2)),
                        pooled(image, new GlobalPooling(Kind.MAX)),
                        pooled(image, new GlobalPooling(Kind.AVERAGE)),
                        pooled(image, new Operation.Flatten()),
                        pooled(sequence, new GlobalPooling(Kind.MAX)),
                        pooled(sequence, new GlobalPooling(Kind.AVERAGE)),
                        sequence(new Convolution(4, 3, 2, 1, true)),
                        sequence(new DepthwiseConvolution(3, 1, 1, true)),
                        sequence(new BatchNormalization()),
                        sequence(new Pooling(Kind.AVERAGE, 3, 2)),
                        sequence(new Pooling(Kind.MAX, 3, 2)),
                        branches(new Operation.Add()),
                        branches(new Concatenate()),
                        image(new Operation.Identity()))
                .map(Supplier::get);
    }

    private static Supplier<Architecture> image(Operation operation) {
        return layer(new Shape.Image(2, 6, 5), operation);
    }

    private static Supplier<Architecture> sequence(Operation operation) {
        return layer(new Shape.Sequence(3, 7), operation);
    }

    private static Supplier<Architecture> layer(Shape shape, Operation operation) {
        return () -> {
            Architecture.Builder builder = Architecture.builder();
            String x = builder.add("input", new Input(shape));
            x = builder.add("first", new Convolution(3, 3, 1, 1, true), x);
            x = builder.add("layer", operation, x);
            x = builder.add("flat", new Operation.Flatten(), x);
            x = builder.add("tanh", new Activation(Function.TANH), x);
            return builder.output(builder.add("head", new Dense(3, true), x)).build();
        };
    }

    private static Supplier<Architecture> pooled(Shape shape, Operation operation) {
        return () -> {
            Architecture.Builder builder = Architecture.builder();
            String x = builder.add("input", new Input(shape));
            x = builder.add("first", new Convolution(3, 3, 1, 1, true), x);
            x = builder.add("layer", operation, x);
            return builder.output(builder.add("head", new Dense(3, true), x)).build();
        };
    }

    private static Supplier<Architecture> branches(Operation join) {
        return () -> {
            Architecture.Builder builder = Architecture.builder();
            String x = builder.add("input", new Input(new Shape.Image(2, 6, 5)));
            String a = builder.add("a", new Convolution(3, 3, 1, 1, true), x);
            String b = builder.add("b", new Convolution(3, 1, 1, 1, true), x);
            String c = builder.add("c", new Activation(Function.SWISH), b);
            x = builder.add("join", join, a, b, c);
            x = builder.add("pool", new GlobalPooling(Kind.AVERAGE), x);
            return builder.output(builder.add("head", new Dense(3, true), x)).build();
        };
    }

    static Architecture cnn() {
        Architecture.Builder builder = Architecture.builder();
        String x = builder.add("input", new Input(new Shape.Image(1, 8, 8)));
        x = builder.add("conv", Convolution.of(8, 3), x);
        x = builder.add("bn", new BatchNormalization(), x);
        x = builder.add("relu", new Activation(Function.RELU), x);
        x = builder.add("drop", new Dropout(0.3), x);
        x = builder.add("pool", new GlobalPooling(Kind.AVERAGE), x);
        return builder.output(builder.add("head", new Dense(3, true), x)).build();
    }

    static Examples random(Shape shape, int size, int units, long seed) {
        RandomGenerator random = new Seeds(seed).stream("examples");
        float[] features = new float[Math.toIntExact(size * shape.size())];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) random.nextGaussian();
        }
        float[] targets = new float[size * units];
        for (int i = 0; i < size; i++) {
            targets[i * units + random.nextInt(units)] = 1;
        }
        return new Examples(shape, features, units, targets);
    }

    private static Examples batchFor(Architecture architecture) {
        return random(architecture.shape("input"), 6, 3, 5);
    }

    /** In training mode the loss is what a step with learning rate 0 returns. */
    private static double lossWith(Architecture architecture, Loss loss, Weights weights, Examples batch) {
        try (Bank bank = ENGINE.bank(new Seeds(1), SGD)) {
            bank.restore(weights);
            try (Network network = bank.network(architecture, loss)) {
                return network.train(batch, new Step(0, 0, 1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradientIsTheSlopeOfTheLoss(Architecture architecture) {
        Examples batch = batchFor(architecture);
        for (Loss loss : Loss.values()) {
            try (Bank bank = ENGINE.bank(new Seeds(3), ADAM);
                    Network network = bank.network(architecture, loss)) {
                Weights weights = network.weights();
                network.gradient(batch).byKey().forEach((key, gradient) -> {
                    float step = 4e-3f;
                    int at = gradient.values().length / 2;
                    double above = lossWith(architecture, loss, moved(weights, key, at, step), batch);
                    double below = lossWith(architecture, loss, moved(weights, key, at, -step), batch);
                    assertThat((above - below) / (2 * step))
                            .as(key)
                            .isCloseTo(gradient.values()[at], within(2e-3 + 0.02 * norm(gradient)));
                });
            }
        }
    }

    private static Weights moved(Weights weights, String key, int at, float by) {
        Map<String, FloatArray> changed = new TreeMap<>(weights.byKey());
        FloatArray array = Objects.requireNonNull(changed.get(key));
        float[] values = array.values().clone();
        values[at] += by;
        changed.put(key, new FloatArray(array.shape(), values));
        return new Weights(changed);
    }

    private static double norm(FloatArray array) {
        double sum = 0;
        for (float value : array.values()) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }

    @Test
    void averagesDoNotCountThePadding() {
        Architecture.Builder builder = Architecture.builder();
        String x = builder.add("input", new Input(new Shape.Image(1, 3, 3)));
        x = builder.add("pool", new Pooling(Kind.AVERAGE, 3, 2), x);
        Architecture architecture =
                builder.output(builder.add("flat", new Operation.Flatten(), x)).build();
        Examples ones =
                new Examples(new Shape.Image(1, 3, 3), new float[] {1, 1, 1, 1, 1, 1, 1, 1, 1}, 4, new float[4]);
        try (Bank bank = ENGINE.bank(new Seeds(1), SGD);
                Network network = bank.network(architecture, Loss.SQUARED_ERROR)) {
            assertThat(network.outputs(ones)).containsExactly(1, 1, 1, 1);
        }
    }

    @Test
    void flattenPutsChannelsSlowest() {
        Architecture.Builder builder = Architecture.builder();
        String x = builder.add("input", new Input(new Shape.Image(2, 2, 2)));
        Architecture architecture =
                builder.output(builder.add("flat", new Operation.Flatten(), x)).build();
        float[] features = {1, 2, 3, 4, 5, 6, 7, 8};
        try (Bank bank = ENGINE.bank(new Seeds(1), SGD);
                Network network = bank.network(architecture, Loss.SQUARED_ERROR)) {
            assertThat(network.outputs(new Examples(new Shape.Image(2, 2, 2), features, 8, new float[8])))
                    .containsExactly(features);
        }
    }

    @Test
    void runningVarianceIsUnbiasedAndMovesByATenth() {
        Architecture.Builder builder = Architecture.builder();
        String x = builder.add("input", new Input(new Shape.Vector(1)));
        Architecture architecture =
                builder.output(builder.add("bn", new BatchNormalization(), x)).build();
        Examples batch = new Examples(new Shape.Vector(1), new float[] {1, 2, 3, 6}, 1, new float[4]);
        try (Bank bank = ENGINE.bank(new Seeds(1), SGD);
                Network network = bank.network(architecture, Loss.SQUARED_ERROR)) {
            network.train(batch, new Step(0, 0, 1));
            assertThat(network.weights().get("bn", "mean").values()[0]).isCloseTo(0.3f, within(1e-6f));
            assertThat(network.weights().get("bn", "variance").values()[0])
                    .isCloseTo(0.9f + 0.1f * 14 / 3, within(1e-6f));
            Examples other = new Examples(new Shape.Vector(1), new float[] {0, 0, 0, 4}, 1, new float[4]);
            network.estimateStatistics(List.of(batch, other));
            assertThat(network.weights().get("bn", "mean").values()[0]).isCloseTo(2f, within(1e-6f));
            assertThat(bank.weights().get("bn", "mean").values()[0]).isCloseTo(0.3f, within(1e-6f));
            assertThat(network.outputs(other)[0]).isNegative();
        }
    }

    @Test
    void adamStepIsTheFormula() {
        Architecture.Builder builder = Architecture.builder();
        String x = builder.add("input", new Input(new Shape.Vector(2)));
        Architecture architecture =
                builder.output(builder.add("head", new Dense(1, false), x)).build();
        Examples batch = new Examples(new Shape.Vector(2), new float[] {1, -2}, 1, new float[] {3});
        try (Bank bank = ENGINE.bank(new Seeds(4), new Optimizer.Adam(0));
                Network network = bank.network(architecture, Loss.SQUARED_ERROR)) {
            float[] before = network.weights().get("head", "weight").values();
            network.train(batch, new Step(0.01, 0, 1));
            float[] after = network.weights().get("head", "weight").values();
            // The first step of Adam is the learning rate in the direction of the sign.
            double slope = Math.signum(before[0] - 2 * before[1] - 3);
            assertThat(after[0] - before[0]).isCloseTo((float) (-0.01 * slope), within(1e-6f));
            assertThat(after[1] - before[1]).isCloseTo((float) (0.01 * slope), within(1e-6f));
        }
    }

    private static List<Float> losses(Bank bank, int from, int to) {
        List<Float> losses = new ArrayList<>();
        try (Network network = bank.network(cnn(), Loss.CROSS_ENTROPY)) {
            for (int i = from; i < to; i++) {
                Examples batch = random(new Shape.Image(1, 8, 8), 16, 3, i);
                losses.add((float) network.train(batch, new Step(0.01, 1, i)));
            }
        }
        return losses;
    }

    @Test
    void restoredSnapshotTrainsOnBitForBit() {
        for (Optimizer optimizer : List.of(ADAM, SGD)) {
            try (Bank whole = ENGINE.bank(new Seeds(9), optimizer);
                    Bank resumed = ENGINE.bank(new Seeds(9), optimizer)) {
                losses(whole, 0, 5);
                resumed.restore(whole.snapshot());
                assertThat(losses(resumed, 5, 10)).isEqualTo(losses(whole, 5, 10));
                assertThat(resumed.snapshot()).isEqualTo(whole.snapshot());
            }
        }
    }

    @Test
    void twoThreadsComputeTheSameBitsAsOne() throws Exception {
        Callable<List<Float>> training = () -> {
            try (Bank bank = ENGINE.bank(new Seeds(9), ADAM)) {
                return losses(bank, 0, 30);
            }
        };
        List<Float> alone = training.call();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            for (Future<List<Float>> one : pool.invokeAll(List.of(training, training))) {
                assertThat(one.get()).isEqualTo(alone);
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void equalKeysAndShapesShareWhatIsLearned() {
        Examples batch = random(new Shape.Image(1, 8, 8), 16, 3, 1);
        try (Bank bank = ENGINE.bank(new Seeds(2), ADAM);
                Network one = bank.network(cnn(), Loss.CROSS_ENTROPY);
                Network other = bank.network(cnn(), Loss.CROSS_ENTROPY)) {
            float[] before = other.outputs(batch);
            one.train(batch, new Step(0.1, 0, 1));
            assertThat(other.outputs(batch)).isEqualTo(one.outputs(batch)).isNotEqualTo(before);
        }
    }

    @Test
    void memoryDoesNotGrowOverThousandsOfSteps() {
        try (Bank bank = ENGINE.bank(new Seeds(9), ADAM);
                Network network = bank.network(cnn(), Loss.CROSS_ENTROPY)) {
            Examples batch = random(new Shape.Image(1, 8, 8), 64, 3, 1);
            for (int i = 0; i < 300; i++) {
                network.train(batch, new Step(0.001, 1, i));
            }
            long before = NativeMemory.bytes();
            for (int i = 0; i < 3000; i++) {
                network.train(batch, new Step(0.001, 1, i));
                network.outputs(batch);
            }
            // A step's own activations are 0.5 MB: forgotten, they would make 1.5 GB.
            assertThat(NativeMemory.bytes() - before).isLessThan(100 << 20);
        }
    }

    @Test
    void tooMuchMemoryIsAnErrorAndTheProcessLives() {
        Architecture.Builder builder = Architecture.builder();
        String x = builder.add("input", new Input(new Shape.Image(1, 8, 8)));
        x = builder.add("conv", Convolution.of(4_000_000, 1), x);
        Architecture architecture = builder.output(builder.add("pool", new GlobalPooling(Kind.AVERAGE), x))
                .build();
        Shape image = new Shape.Image(1, 8, 8);
        Examples batch = new Examples(image, new float[64 * 64], 1, new float[64]);
        try (Bank bank = ENGINE.bank(new Seeds(9), ADAM);
                Network network = bank.network(architecture, Loss.CROSS_ENTROPY)) {
            assertThatThrownBy(() -> network.outputs(batch))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("memory");
        }
    }
}
