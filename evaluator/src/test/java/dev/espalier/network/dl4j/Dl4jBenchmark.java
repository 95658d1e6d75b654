package dev.espalier.network.dl4j;

import dev.espalier.architecture.Architecture;
import dev.espalier.benchmark.Contest;
import dev.espalier.benchmark.ThroughputBenchmark;
import dev.espalier.data.Examples;
import dev.espalier.data.Task;
import dev.espalier.network.torch.TorchEngine;
import org.deeplearning4j.config.DL4JSystemProperties;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Training throughput of one CNN in one thread: stock DL4J and both engines by turns in one process. Each turn takes
 * about as long as one step of stock DL4J. Not part of the tests (its name does not end in Test); docs/performance.md
 * has the command and the figures.
 */
class Dl4jBenchmark {
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);
    private static final int DL4J_STEPS = 8;
    private static final int TORCH_STEPS = 28;

    @Test
    void trainingOfTheSameNetwork() {
        Examples batch = ThroughputBenchmark.batch();
        new Contest(ROUNDS)
                .add("stock DL4J", ThroughputBenchmark.BATCH, stock(ThroughputBenchmark.network(), batch))
                .add(
                        "dl4j engine",
                        ThroughputBenchmark.BATCH * DL4J_STEPS,
                        ThroughputBenchmark.training(new Dl4jEngine(), batch, DL4J_STEPS))
                .add(
                        "torch engine",
                        ThroughputBenchmark.BATCH * TORCH_STEPS,
                        ThroughputBenchmark.training(new TorchEngine(), batch, TORCH_STEPS))
                .print("Training of the CNN, 3x32x32, batch 64, one thread, beside stock DL4J", "images/s");
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
}
