package dev.espalier.network.dl4j;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Shape;
import dev.espalier.data.Examples;
import dev.espalier.data.Task;
import dev.espalier.network.Bank;
import dev.espalier.network.Engine;
import dev.espalier.network.Loss;
import dev.espalier.network.Network;
import dev.espalier.network.Optimizer;
import dev.espalier.network.Step;
import dev.espalier.network.torch.TorchEngine;
import dev.espalier.space.Decisions;
import dev.espalier.space.Ports;
import dev.espalier.space.SearchSpaces;
import dev.espalier.trial.Seeds;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.deeplearning4j.config.DL4JSystemProperties;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Training throughput of one CNN in one thread: stock DL4J, the dl4j engine, the torch engine, by turns in one process.
 * Processor time of the thread counts, so that other processes disturb little. Not part of the tests (its name does not
 * end in Test); docs/performance.md has the command and the figures.
 */
class Dl4jBenchmark {
    private static final int BATCH = 64;
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);

    /** Stem 16, three cells conv3x3, skip, conv1x1, pool, conv3x3, skip; no down-sampling, global pooling. */
    private static Architecture network() {
        return SearchSpaces.catalog()
                .make("cell", Map.of("stemWidth", 16, "cellsPerStage", 3, "stages", 1))
                .fit(Ports.of(new Shape.Image(3, 32, 32), 10))
                .decode(Decisions.of(3, 1, 2, 4, 3, 1));
    }

    @Test
    void trainingOfTheSameNetwork() {
        Architecture network = network();
        Examples batch = Parity.batch(network, BATCH, 1);
        Map<String, Runnable> contestants = new TreeMap<>();
        contestants.put("1 stock DL4J", stock(network, batch));
        contestants.put("2 dl4j engine", engine(new Dl4jEngine(), network, batch));
        contestants.put("3 torch engine", engine(new TorchEngine(), network, batch));
        Map<String, double[]> seconds = new TreeMap<>();
        contestants.forEach((name, step) -> {
            step.run();
            seconds.put(name, new double[ROUNDS]);
        });
        for (int i = 0; i < ROUNDS; i++) {
            int round = i;
            contestants.forEach((name, step) -> {
                double[] times = Objects.requireNonNull(seconds.get(name));
                times[round] = time(step);
            });
        }
        print(seconds);
    }

    private static void print(Map<String, double[]> seconds) {
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        double first = 0;
        for (Map.Entry<String, double[]> entry : seconds.entrySet()) {
            double[] sorted = entry.getValue().clone();
            Arrays.sort(sorted);
            double rate = BATCH / sorted[ROUNDS / 2];
            first = first == 0 ? rate : first;
            out.printf("%-16s %8.1f images/s  %6.2f times stock%n", entry.getKey(), rate, rate / first);
        }
    }

    private static double time(Runnable step) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        step.run();
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
    }

    /** As DL4J is shipped: a layer decides when it is made, so both kinds can live in one process. */
    private static Runnable stock(Architecture network, Examples batch) {
        Nd4jLibrary.load();
        ComputationGraph graph;
        try {
            System.setProperty(DL4JSystemProperties.DISABLE_HELPER_PROPERTY, "true");
            graph = new ComputationGraph(
                    Dl4jConfiguration.of(network, Task.Type.CLASSIFICATION).graph());
            graph.init();
        } finally {
            System.setProperty(DL4JSystemProperties.DISABLE_HELPER_PROPERTY, "false");
        }
        Batch arrays = Batch.of(batch);
        DataSet data = new DataSet(arrays.features(), arrays.targets());
        return () -> graph.fit(data);
    }

    private static Runnable engine(Engine engine, Architecture architecture, Examples batch) {
        Bank bank = engine.bank(new Seeds(1), new Optimizer.Adam(0));
        Network network = bank.network(architecture, Loss.CROSS_ENTROPY);
        return () -> network.train(batch, new Step(1e-3, 0, 1));
    }
}
