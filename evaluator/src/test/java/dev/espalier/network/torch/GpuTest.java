package dev.espalier.network.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Shape;
import dev.espalier.data.Examples;
import dev.espalier.network.Bank;
import dev.espalier.network.DeviceChoice;
import dev.espalier.network.FloatArray;
import dev.espalier.network.Hypernetwork;
import dev.espalier.network.Loss;
import dev.espalier.network.MixedNetwork;
import dev.espalier.network.Mixture;
import dev.espalier.network.Network;
import dev.espalier.network.Optimizer;
import dev.espalier.network.Precision;
import dev.espalier.network.Step;
import dev.espalier.network.Weights;
import dev.espalier.space.Decisions;
import dev.espalier.space.Ports;
import dev.espalier.space.RelaxedSpace;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.space.Supernet;
import dev.espalier.tensor.Device;
import dev.espalier.trial.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A GPU against the CPU: equal weights give equal outputs (1e-4 of their scale) and gradients (1e-3 of each tensor's
 * norm), as between the engines, and a round's throughput is printed. Skipped where there is none; {@code -Ddevice=cpu}
 * sets the CPU against itself, which tests the test, and {@code -Ddevice=cuda:1} takes another GPU.
 */
class GpuTest {
    private static final DeviceChoice DEVICE = new DeviceChoice(System.getProperty("device", "auto"));
    private static final Optimizer ADAM = new Optimizer.Adam(1e-4);
    private static final TorchEngine CPU = new TorchEngine();
    private static final int STEPS = 30;
    private static final int BATCH = 64;
    private static final int CANDIDATES = 5;

    @BeforeAll
    static void needsAGpu() {
        Assumptions.assumeTrue(
                Device.gpus() > 0 || DEVICE.equals(DeviceChoice.CPU),
                "There is no GPU here, or this is not a build for GPUs (-Pcuda).");
    }

    private static TorchEngine engine() {
        return TorchEngine.on(DEVICE, Precision.SINGLE);
    }

    static Architecture zero() {
        Architecture.Builder builder = Architecture.builder();
        String x = builder.add("input", new Operation.Input(new Shape.Vector(4)));
        x = builder.add("zero", new Operation.Zero(5), x);
        return builder.output(builder.add("head", new Operation.Dense(3, true), x))
                .build();
    }

    static Stream<Architecture> networks() {
        return Stream.concat(TorchEngineTest.networks(), Stream.of(TorchEngineTest.cnn(), zero()));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everyOperationComputesTheSame(Architecture architecture) {
        for (Loss loss : Loss.values()) {
            try (Bank cpu = CPU.bank(new Seeds(3), ADAM);
                    Bank gpu = engine().bank(new Seeds(3), ADAM)) {
                requireEqual(architecture, loss, cpu, gpu);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void hypernetworksGenerateTheSame(Architecture architecture) {
        for (Hypernetwork kind : List.of(new Hypernetwork.Graph(8, 1, 8), new Hypernetwork.MemoryBank(4, 2, 8))) {
            try (Bank cpu = CPU.hypernetwork(new Seeds(3), ADAM, kind);
                    Bank gpu = engine().hypernetwork(new Seeds(3), ADAM, kind)) {
                requireEqual(architecture, Loss.CROSS_ENTROPY, cpu, gpu);
            }
        }
    }

    /** Gradients, then a step, then statistics and outputs. */
    private static void requireEqual(Architecture architecture, Loss loss, Bank cpu, Bank gpu) {
        Examples part = TorchEngineTest.random(architecture.shape("input"), 20, 3, 5);
        Examples batch = part.rows(3, 1, 4, 15, 9, 2);
        try (Network one = cpu.network(architecture, loss);
                Network other = gpu.network(architecture, loss)) {
            requireClose(one.gradient(batch), other.gradient(batch));
            double value = one.train(batch, new Step(1e-3, 1, 1));
            assertThat(other.train(batch, new Step(1e-3, 1, 1)))
                    .isCloseTo(value, within(1e-4 * Math.max(1, Math.abs(value))));
            one.estimateStatistics(List.of(batch, part));
            other.estimateStatistics(List.of(batch, part));
            float[] wanted = one.outputs(batch);
            assertThat(other.outputs(batch)).hasSameSizeAs(wanted);
            double scale = 1e-2; // one step of Adam may turn where a gradient is 0 but for rounding
            for (float number : wanted) {
                scale = Math.max(scale, Math.abs(number));
            }
            assertThat(other.outputs(batch)).containsExactly(wanted, within((float) (1e-2 * scale)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cell", "darts-cell"})
    void supernetsMixTheSame(String name) {
        RelaxedSpace space = (RelaxedSpace) SearchSpaces.catalog()
                .make(name, Map.of("stemWidth", 4, "stages", 2))
                .fit(Ports.of(new Shape.Image(1, 6, 6), 3));
        Examples batch = TorchEngineTest.random(new Shape.Image(1, 6, 6), 32, 3, 1);
        for (int share : new int[] {1, 2}) {
            Supernet supernet = space.supernet(share);
            double[][] operations =
                    new double[supernet.edges().size()][supernet.operations().size()];
            double[] edges = new double[operations.length];
            Arrays.stream(operations).forEach(row -> Arrays.fill(row, 1.0 / row.length));
            Arrays.fill(edges, 0.5);
            Mixture mixture = new Mixture(operations, edges);
            try (Bank cpu = CPU.bank(new Seeds(3), ADAM);
                    Bank gpu = engine().bank(new Seeds(3), ADAM);
                    MixedNetwork one = cpu.mixed(supernet, mixture, Loss.CROSS_ENTROPY);
                    MixedNetwork other = gpu.mixed(supernet, mixture, Loss.CROSS_ENTROPY)) {
                requireClose(one.gradient(batch), other.gradient(batch));
                requireClose(slopes(one, batch), slopes(other, batch));
            }
        }
    }

    private static Weights slopes(MixedNetwork network, Examples batch) {
        Mixture slopes = network.slopes(batch);
        double[] all = Stream.concat(Arrays.stream(slopes.operations()), Stream.of(slopes.edges()))
                .flatMapToDouble(Arrays::stream)
                .toArray();
        float[] floats = new float[all.length];
        for (int i = 0; i < all.length; i++) {
            floats[i] = (float) all[i];
        }
        return new Weights(Map.of("slopes", new FloatArray(List.of(floats.length), floats)));
    }

    /** As a round of a search with shared weights: steps on random architectures, then candidates are scored. */
    @Test
    void throughputOfARoundIsPrinted() {
        System.out.println("CPU, one thread: " + round(CPU));
        System.out.println(DEVICE + ", single precision: " + round(engine()));
        if (!DEVICE.equals(DeviceChoice.CPU)) {
            System.out.println(DEVICE + ", mixed precision: " + round(TorchEngine.on(DEVICE, Precision.MIXED)));
        }
    }

    private static String round(TorchEngine engine) {
        Shape shape = new Shape.Image(3, 32, 32);
        SearchSpace space = SearchSpaces.catalog().make("cell", Map.of()).fit(Ports.of(shape, 10));
        Examples part = TorchEngineTest.random(shape, 1000, 10, 1);
        try (Bank bank = engine.bank(new Seeds(1), ADAM)) {
            train(bank, space, part, 5); // libraries are loaded and kernels chosen
            double training = seconds(() -> train(bank, space, part, STEPS));
            double scoring = seconds(() -> score(bank, space, part));
            return "%.0f images/s in training, %.0f in scoring"
                    .formatted(STEPS * BATCH / training, CANDIDATES * part.size() / scoring);
        }
    }

    private static void train(Bank bank, SearchSpace space, Examples part, int steps) {
        for (int step = 0; step < steps; step++) {
            RandomGenerator random = new Seeds(2).stream("step", step);
            Architecture architecture = space.decode(space.complete(Decisions.none(), random));
            Examples batch = part.rows(random.ints(BATCH, 0, part.size()).toArray());
            try (Network network = bank.network(architecture, Loss.CROSS_ENTROPY)) {
                assertThat(network.train(batch, new Step(1e-3, 5, step))).isFinite();
            }
        }
    }

    private static void score(Bank bank, SearchSpace space, Examples part) {
        for (int number = 0; number < CANDIDATES; number++) {
            Architecture architecture =
                    space.decode(space.complete(Decisions.none(), new Seeds(3).stream("candidate", number)));
            try (Network network = bank.network(architecture, Loss.CROSS_ENTROPY)) {
                assertThat(network.outputs(part)).hasSize(10 * part.size());
            }
        }
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) * 1e-9;
    }

    private static void requireClose(Weights wanted, Weights found) {
        assertThat(found.byKey().keySet()).isEqualTo(wanted.byKey().keySet());
        double rounding = 1e-6 * norm(wanted);
        wanted.byKey().forEach((key, array) -> {
            Weights one = new Weights(Map.of(key, array));
            assertThat(distance(one, found)).as(key).isLessThanOrEqualTo(1e-3 * norm(one) + rounding + 1e-9);
        });
    }

    static double norm(Weights weights) {
        double squares = 0;
        for (FloatArray array : weights.byKey().values()) {
            for (float number : array.values()) {
                squares += number * number;
            }
        }
        return Math.sqrt(squares);
    }

    /** Of the arrays of the first, which the second has too. */
    static double distance(Weights one, Weights other) {
        double squares = 0;
        for (Map.Entry<String, FloatArray> entry : one.byKey().entrySet()) {
            FloatArray array = other.byKey().get(entry.getKey());
            assertThat(array).as(entry.getKey()).isNotNull();
            float[] numbers = array == null ? new float[0] : array.values();
            for (int i = 0; i < numbers.length; i++) {
                double difference = entry.getValue().values()[i] - numbers[i];
                squares += difference * difference;
            }
        }
        return Math.sqrt(squares);
    }
}
