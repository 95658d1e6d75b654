package dev.espalier.network.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Parameter;
import dev.espalier.architecture.Shape;
import dev.espalier.architecture.Vertex;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.data.Examples;
import dev.espalier.network.Bank;
import dev.espalier.network.FloatArray;
import dev.espalier.network.Hypernetwork;
import dev.espalier.network.Initialization;
import dev.espalier.network.Loss;
import dev.espalier.network.Network;
import dev.espalier.network.Optimizer;
import dev.espalier.network.Step;
import dev.espalier.network.Tiles;
import dev.espalier.network.Weights;
import dev.espalier.network.dl4j.Dl4jEngine;
import dev.espalier.space.Decisions;
import dev.espalier.space.Ports;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.tensor.NativeMemory;
import dev.espalier.trial.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HypernetworkTest {
    private static final Hypernetwork GRAPH = new Hypernetwork.Graph(8, 2, 12);
    private static final Hypernetwork MEMORY = new Hypernetwork.MemoryBank(6, 2, 8);
    private static final Optimizer ADAM = new Optimizer.Adam(1e-4);
    private static final TorchEngine ENGINE = new TorchEngine();
    private static final double NUDGE = 1e-8;
    private static final Shape IMAGE = new Shape.Image(1, 8, 8);

    static Stream<Arguments> networks() {
        return Stream.concat(
                Stream.concat(
                                TorchEngineTest.networks(),
                                Stream.of("darts-cell", "chain", "size", "mlp", "branched")
                                        .map(name -> random(name, 2)))
                        .map(architecture -> Arguments.of(GRAPH, architecture)),
                Stream.concat(
                        Stream.of(GRAPH, MEMORY).map(kind -> Arguments.of(kind, random("cell", 2))),
                        Stream.of("memory-bank", "darts-cell").map(name -> Arguments.of(MEMORY, random(name, 2)))));
    }

    static Stream<Hypernetwork> kinds() {
        return Stream.of(GRAPH, MEMORY);
    }

    private static Architecture random(String name, int number) {
        Shape shape = List.of("mlp", "branched").contains(name) ? new Shape.Vector(7) : IMAGE;
        SearchSpace space = SearchSpaces.catalog().make(name, Map.of()).fit(Ports.of(shape, 3));
        return space.decode(space.complete(Decisions.none(), new Seeds(number).stream("play")));
    }

    private static Examples batchFor(Architecture architecture) {
        return TorchEngineTest.random(architecture.shape("input"), 6, 3, 5);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everyParameterOfEveryOperationIsMadeFiniteAndOfItsShape(Hypernetwork kind, Architecture architecture) {
        try (Bank bank = ENGINE.hypernetwork(new Seeds(3), ADAM, kind);
                Network network = bank.network(architecture, Loss.CROSS_ENTROPY)) {
            network.train(batchFor(architecture), new Step(0.01, 5, 1));
            Map<String, FloatArray> made = new TreeMap<>(network.weights().byKey());
            for (Vertex vertex : architecture.vertices()) {
                for (Parameter parameter : architecture.parameters(vertex)) {
                    String key = Weights.key(vertex.key(), parameter.name());
                    FloatArray array = Objects.requireNonNull(made.remove(key), key);
                    assertThat(array.shape()).as(key).isEqualTo(parameter.shape());
                    assertThat(allFinite(array.values())).as(key).isTrue();
                    if (parameter.start() == Parameter.Start.HE_NORMAL && parameter.size() >= 64) {
                        assertThat(power(array) * parameter.fanIn() / 2)
                                .as("variance of %s by that of He", key)
                                .isBetween(0.4, 2.5);
                    }
                }
            }
            assertThat(made).isEmpty();
            if (kind == GRAPH) {
                assertThat(rowsOfLastLayers(bank))
                        .as("numbers in a tile of each kind")
                        .isEqualTo(Tiles.of(architecture).kinds());
            }
        }
    }

    private static long rowsOfLastLayers(Bank bank) {
        return bank.weights().byKey().entrySet().stream()
                .filter(learned -> learned.getKey().endsWith("/tile/weight"))
                .mapToLong(learned -> learned.getValue().shape().get(0))
                .sum();
    }

    private static boolean allFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private static double power(FloatArray array) {
        double sum = 0;
        for (float value : array.values()) {
            sum += value * value;
        }
        return sum / array.values().length;
    }

    /** What a hypernetwork learns, in double precision and away from zero. */
    private static final class Doubles implements Learned {
        private final Map<String, Tensor> parameters = new TreeMap<>();

        @Override
        public Tensor parameter(String key, Parameter described) {
            return parameters.computeIfAbsent(key, missing -> {
                float[] start =
                        Initialization.draw(new Seeds(5), key, described).values();
                RandomGenerator random = new Seeds(6).stream(key);
                double[] moved = new double[start.length];
                Arrays.setAll(moved, i -> start[i] + 0.1 * random.nextGaussian());
                Tensor tensor = Tensor.create(moved, Tensors.longs(described.shape()));
                tensor.set_requires_grad(true);
                return Tensors.kept(tensor);
            });
        }

        @Override
        public Tensor constant(float[] numbers, long... shape) {
            return Tensor.create(numbers, shape).to(ScalarType.Double);
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradientOfWhatItLearnedIsTheSlopeOfTheLossThroughTheWeights(Hypernetwork kind, Architecture architecture) {
        Examples batch = batchFor(architecture);
        Doubles learned = new Doubles();
        WeightGenerator.Generation generation = WeightGenerator.of(kind).of(architecture);
        Native.run(() -> {
            Tensor loss = loss(architecture, generation, learned, batch);
            List<String> keys = List.copyOf(learned.parameters.keySet());
            assertThat(keys).hasSizeGreaterThan(7);
            List<Double> slopes = slopes(loss, learned, keys);
            for (int i = 0; i < keys.size(); i++) {
                String key = keys.get(i);
                Tensor parameter = Objects.requireNonNull(learned.parameters.get(key));
                double above = moved(parameter, key, NUDGE, () -> loss(architecture, generation, learned, batch));
                double below = moved(parameter, key, -NUDGE, () -> loss(architecture, generation, learned, batch));
                double slope = slopes.get(i);
                assertThat((above - below) / (2 * NUDGE))
                        .as(key)
                        .isCloseTo(slope, within(2e-6 + 1e-5 * Math.abs(slope)));
            }
        });
    }

    private static Tensor loss(
            Architecture architecture, WeightGenerator.Generation generation, Learned learned, Examples batch) {
        Computation computation =
                new Computation(Plan.of(architecture, (whole, vertex) -> Map.of()), Loss.CROSS_ENTROPY, Placement.CPU);
        for (int i = 0; i < architecture.vertices().size(); i++) {
            if (!generation.makes(i)) {
                direct(architecture, computation.layers().get(i), learned);
            }
        }
        generation
                .make(learned)
                .forEach(made -> computation.layers().get(made.vertex()).keep(made.name(), made.value()));
        Tensor loss = computation.loss(
                Tensors.features(batch).to(ScalarType.Double),
                Tensors.targets(batch).to(ScalarType.Double),
                Optional.empty(),
                new Mode(true, 0, null));
        computation.forget();
        return loss;
    }

    /** What the hypernetwork does not make, as a bank begins it. */
    private static void direct(Architecture architecture, Layer layer, Learned learned) {
        for (Parameter parameter : architecture.parameters(architecture.vertex(layer.key()))) {
            float[] start = Initialization.draw(new Seeds(5), Weights.key(layer.key(), parameter.name()), parameter)
                    .values();
            layer.keep(parameter.name(), learned.constant(start, Tensors.longs(parameter.shape())));
        }
    }

    private static Tensor direction(Tensor parameter, String key) {
        RandomGenerator random = new Seeds(8).stream(key);
        double[] numbers = new double[(int) parameter.numel()];
        Arrays.setAll(numbers, i -> random.nextGaussian());
        return Tensor.create(numbers, parameter.shape());
    }

    /** Of the loss along each parameter's direction. */
    private static List<Double> slopes(Tensor loss, Doubles learned, List<String> keys) {
        Tensor[] parameters = keys.stream().map(learned.parameters::get).toArray(Tensor[]::new);
        TensorVector gradients = torch.grad(
                new TensorVector(loss),
                new TensorVector(parameters),
                new TensorVector(),
                new BoolOptional(),
                false,
                true);
        List<Double> slopes = new ArrayList<>();
        for (int i = 0; i < parameters.length; i++) {
            Tensor gradient = gradients.get(i);
            Tensor direction = direction(parameters[i], keys.get(i));
            slopes.add(gradient.defined() ? gradient.mul(direction).sum().item_double() : 0);
        }
        return slopes;
    }

    private static double moved(Tensor parameter, String key, double step, Supplier<Tensor> loss) {
        Tensor direction = direction(parameter, key);
        double[] value = new double[1];
        Computation.withoutGradients(() -> {
            parameter.add_(direction, new Scalar(step));
            value[0] = loss.get().item_double();
            parameter.add_(direction, new Scalar(-step));
        });
        return value[0];
    }

    private static List<Float> losses(Bank bank, int from, int to) {
        List<Float> losses = new ArrayList<>();
        for (int i = from; i < to; i++) {
            try (Network network = bank.network(random("cell", i % 3), Loss.CROSS_ENTROPY)) {
                Examples batch = TorchEngineTest.random(IMAGE, 16, 3, i);
                losses.add((float) network.train(batch, new Step(0.01, 1, i)));
            }
        }
        return losses;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void restoredSnapshotTrainsOnBitForBit(Hypernetwork kind) {
        try (Bank whole = ENGINE.hypernetwork(new Seeds(9), ADAM, kind);
                Bank resumed = ENGINE.hypernetwork(new Seeds(9), ADAM, kind)) {
            losses(whole, 0, 5);
            resumed.restore(whole.snapshot());
            assertThat(losses(resumed, 5, 10)).isEqualTo(losses(whole, 5, 10));
            assertThat(resumed.snapshot()).isEqualTo(whole.snapshot());
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void twoThreadsComputeTheSameBitsAsOne(Hypernetwork kind) throws Exception {
        Callable<List<Float>> training = () -> {
            try (Bank bank = ENGINE.hypernetwork(new Seeds(9), ADAM, kind)) {
                return losses(bank, 0, 12);
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
    void whatOneNetworkTeachesTheHypernetworkChangesTheWeightsOfAnother() {
        Examples batch = TorchEngineTest.random(IMAGE, 16, 3, 1);
        try (Bank bank = ENGINE.hypernetwork(new Seeds(2), ADAM, GRAPH);
                Network one = bank.network(random("cell", 1), Loss.CROSS_ENTROPY);
                Network other = bank.network(random("chain", 1), Loss.CROSS_ENTROPY)) {
            float[] before = other.outputs(batch);
            assertThat(other.outputs(batch)).as("nothing was learned between").isEqualTo(before);
            one.train(batch, new Step(0.1, 0, 1));
            assertThat(other.outputs(batch)).isNotEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void memoryDoesNotGrowOverHundredsOfSteps(Hypernetwork kind) {
        try (Bank bank = ENGINE.hypernetwork(new Seeds(9), ADAM, kind)) {
            losses(bank, 0, 30);
            long before = NativeMemory.bytes();
            long count = Pointer.totalCount();
            losses(bank, 0, 100);
            assertThat(Pointer.totalCount() - count).as("native objects kept").isNotPositive();
            assertThat(NativeMemory.bytes() - before).isLessThan(60 << 20);
        }
    }

    /** A convolution and another one behind it, with that stride. */
    private static Architecture pair(String prefix, int stride) {
        Architecture.Builder builder = Architecture.builder();
        String x = builder.add("input", new Operation.Input(IMAGE));
        x = builder.add(prefix + "first", Operation.Convolution.of(9, 3), x);
        x = builder.add(prefix + "second", new Operation.Convolution(4, 3, stride, 1, false), x);
        x = builder.add("pool", new Operation.GlobalPooling(Operation.Pooling.Kind.AVERAGE), x);
        return builder.output(builder.add("head", new Operation.Dense(3, true), x))
                .build();
    }

    private static FloatArray made(Bank bank, Architecture architecture, String vertex) {
        try (Network network = bank.network(architecture, Loss.CROSS_ENTROPY)) {
            return network.weights().get(vertex, "weight");
        }
    }

    @Test
    void graphHypernetworkReadsTheGraphAroundAVertexAndNotItsKey() {
        try (Bank bank = ENGINE.hypernetwork(new Seeds(2), ADAM, GRAPH)) {
            FloatArray first = made(bank, pair("a", 1), "afirst");
            assertThat(made(bank, pair("b", 1), "bfirst")).isEqualTo(first);
            assertThat(made(bank, pair("a", 2), "afirst"))
                    .as("what reads it is another one")
                    .isNotEqualTo(first);
        }
    }

    @Test
    void weightsOfALayerDependOnWhatTheLayersAroundItWrite() {
        SearchSpace space = SearchSpaces.catalog()
                .make("memory-bank", Map.of("banks", 2, "layersPerStage", 2, "stages", 1))
                .fit(Ports.of(IMAGE, 3));
        Architecture one = space.decode(Decisions.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        Architecture other = space.decode(Decisions.of(0, 0, 0, 0, 0, 0, 1, 0, 0, 0));
        String layer = "stage1/layer1/path1/write1/conv3x3d1/conv";
        try (Bank bank = ENGINE.hypernetwork(new Seeds(2), ADAM, MEMORY)) {
            assertThat(made(bank, other, layer)).isNotEqualTo(made(bank, one, layer));
            assertThat(made(bank, other, "stem/conv3x3/conv"))
                    .as("trained directly")
                    .isEqualTo(made(bank, one, "stem/conv3x3/conv"));
        }
    }

    @Test
    void engineWithoutSuchGradientsRefusesWithAHint() {
        assertThatThrownBy(() -> new Dl4jEngine().hypernetwork(new Seeds(1), ADAM, GRAPH))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'dl4j' cannot train hypernetworks")
                .hasMessageContaining("'torch'");
    }
}
