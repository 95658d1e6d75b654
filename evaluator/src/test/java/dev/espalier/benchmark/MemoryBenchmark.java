package dev.espalier.benchmark;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Shape;
import dev.espalier.data.Examples;
import dev.espalier.network.Bank;
import dev.espalier.network.Hypernetwork;
import dev.espalier.network.Loss;
import dev.espalier.network.MixedNetwork;
import dev.espalier.network.Mixture;
import dev.espalier.network.Network;
import dev.espalier.network.Optimizer;
import dev.espalier.network.Step;
import dev.espalier.network.dl4j.Dl4jEngine;
import dev.espalier.network.torch.TorchEngine;
import dev.espalier.space.Decisions;
import dev.espalier.space.Ports;
import dev.espalier.space.RelaxedSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.space.Supernet;
import dev.espalier.trial.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Peak memory of training and of scoring: each case in a process of its own with the environment of a worker, VmHWM less
 * its value when the network was built. And what a process holds over many steps on sampled architectures. Not part of the
 * tests (its name does not end in Test): docs/performance.md has
 * the command and the figures.
 */
public class MemoryBenchmark {
    private static final int STEPS = 6;
    private static final int SCORED = 250;
    private static final int WARM_UP = 2;
    private static final int MANY_STEPS = 10_000;

    private static final List<String> CASES = List.of(
            "torch cell 1x8x8 16 64",
            "torch cell 1x28x28 8 16",
            "torch cell 1x28x28 16 16",
            "torch cell 1x28x28 16 64",
            "torch cell 1x28x28 16 256",
            "torch cell 1x28x28 16 1024",
            "torch cell 3x32x32 32 64",
            "torch cell 3x32x32 32 256",
            "torch cell 3x32x32 64 128",
            "torch cell 3x64x64 16 256",
            "torch darts-cell 3x32x32 16 64",
            "torch size 3x32x32 16 64",
            "torch size 3x32x32 128 16",
            "torch mlp 100 0 256",
            "torch mlp 100 0 4096",
            "hypernetwork cell 1x28x28 16 64",
            "hypernetwork cell 1x28x28 64 16",
            "hypernetwork size 3x32x32 128 16",
            "hypernetwork mlp 1000 0 256",
            "dl4j cell 1x28x28 16 64",
            "dl4j cell 1x28x28 16 256",
            "dl4j cell 3x32x32 32 64",
            "dl4j mlp 100 0 256");

    @Test
    void peakMemory() throws IOException, InterruptedException {
        System.out.println("engine space input stem batch | activations parameters | built +training +scoring, MB");
        for (String one : CASES) {
            inProcessOfItsOwn(one);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"torch", "dl4j", "hypernetwork", "smash", "supernet"})
    void growth(String engine) throws IOException, InterruptedException {
        inProcessOfItsOwn(engine);
    }

    private static void inProcessOfItsOwn(String one) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MemoryBenchmark.class.getName(),
                        one)
                .redirectErrorStream(true)
                .start();
        child.getInputStream().transferTo(System.out);
        child.waitFor();
    }

    public static void main(String[] arguments) throws IOException {
        String[] words = arguments[0].split(" ");
        if (words.length == 1) {
            steps(words[0]);
        } else {
            peak(arguments[0], words);
        }
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    /**
     * Each step trains another architecture of the cell space, as a search's warm-up does; or all at once in a supernet, by
     * its weights and by the shares of its operations.
     */
    private static void steps(String engine) throws IOException {
        var space = SearchSpaces.catalog().make("cell", Map.of("stemWidth", 4)).fit(Ports.of(shape("1x8x8"), 10));
        Supernet supernet = ((RelaxedSpace) space).supernet(1);
        RandomGenerator plays = new Seeds(1).stream("plays");
        try (Bank bank = bank(engine)) {
            for (int i = 1; i <= MANY_STEPS; i++) {
                Architecture architecture = space.decode(space.complete(Decisions.none(), plays));
                Examples batch = examples(architecture, 16);
                Step step = new Step(1e-3, 5, i);
                if (engine.equals("supernet")) {
                    try (MixedNetwork network = bank.mixed(supernet, even(supernet), Loss.CROSS_ENTROPY)) {
                        network.slopes(batch);
                        network.train(batch, step);
                    }
                } else {
                    try (Network network = bank.network(architecture, Loss.CROSS_ENTROPY)) {
                        network.train(batch, step);
                    }
                }
                if (i == 100 || i % 1_000 == 0) {
                    System.out.printf(
                            "%s, step %d: resident %d MB, peak %d MB, native objects %d of %d kB%n",
                            engine,
                            i,
                            status("VmRSS") >> 20,
                            status("VmHWM") >> 20,
                            Pointer.totalCount(),
                            Pointer.totalBytes() >> 10);
                }
            }
        }
    }

    private static Mixture even(Supernet supernet) {
        int options = supernet.operations().size();
        double[][] operations = new double[supernet.edges().size()][options];
        double[] edges = new double[operations.length];
        for (int edge = 0; edge < edges.length; edge++) {
            Arrays.fill(operations[edge], 1.0 / options);
            edges[edge] = 1;
        }
        return new Mixture(operations, edges);
    }

    private static void peak(String name, String[] words) throws IOException {
        int batch = Integer.parseInt(words[4]);
        Architecture architecture = architecture(words[1], words[2], words[3]);
        Examples examples = examples(architecture, Math.max(batch, SCORED));
        try (Bank bank = bank(words[0]);
                Network network = bank.network(architecture, Loss.CROSS_ENTROPY)) {
            steps(network, examples.rows(rows(WARM_UP)), WARM_UP);
            long built = peak();
            steps(network, examples.rows(rows(batch)), STEPS);
            long trained = peak();
            network.outputs(examples.rows(rows(SCORED)));
            network.outputs(examples.rows(rows(SCORED)));
            long scored = peak();
            System.out.printf(
                    "%s | %d %d | %d %d %d%n",
                    name,
                    architecture.cost().activations(),
                    architecture.cost().parameters(),
                    built >> 20,
                    (trained - built) >> 20,
                    (scored - built) >> 20);
        }
    }

    private static Bank bank(String engine) {
        Seeds seeds = new Seeds(1);
        Optimizer optimizer = new Optimizer.Adam(0);
        return switch (engine) {
            case "torch", "supernet" -> new TorchEngine().bank(seeds, optimizer);
            case "hypernetwork" -> new TorchEngine().hypernetwork(seeds, optimizer, new Hypernetwork.Graph(32, 1, 64));
            case "smash" -> new TorchEngine().hypernetwork(seeds, optimizer, new Hypernetwork.MemoryBank(16, 2, 64));
            default -> new Dl4jEngine().bank(seeds, optimizer);
        };
    }

    private static void steps(Network network, Examples batch, int count) {
        for (int i = 0; i < count; i++) {
            network.train(batch, new Step(1e-3, 5, i));
        }
    }

    /** One that the space draws. */
    public static Architecture architecture(String space, String input, String stem) {
        Map<String, ?> settings =
                space.equals("mlp") ? Map.of("widths", "512") : Map.of("stemWidth", Integer.parseInt(stem));
        var fitted = SearchSpaces.catalog().make(space, settings).fit(Ports.of(shape(input), 10));
        return fitted.decode(fitted.complete(Decisions.none(), new Seeds(5).stream("memory")));
    }

    private static Shape shape(String text) {
        String[] sides = text.split("x");
        return sides.length == 1
                ? new Shape.Vector(Integer.parseInt(sides[0]))
                : new Shape.Image(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]), Integer.parseInt(sides[2]));
    }

    private static Examples examples(Architecture architecture, int size) {
        RandomGenerator random = new Seeds(1).stream("examples");
        Shape shape = architecture.shape(architecture.inputs().get(0).key());
        float[] features = new float[Math.toIntExact(size * shape.size())];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) random.nextGaussian();
        }
        float[] targets = new float[size * 10];
        for (int i = 0; i < size; i++) {
            targets[i * 10 + i % 10] = 1;
        }
        return new Examples(shape, features, 10, targets);
    }

    private static int[] rows(int count) {
        return IntStream.range(0, count).toArray();
    }

    /** The most bytes that this process ever had in memory. */
    private static long peak() throws IOException {
        return status("VmHWM");
    }

    private static long status(String name) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith(name + ":"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElseThrow()
                    << 10;
        }
    }
}
