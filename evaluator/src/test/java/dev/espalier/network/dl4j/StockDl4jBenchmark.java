package dev.espalier.network.dl4j;

import dev.espalier.benchmark.Contest;
import dev.espalier.benchmark.ThroughputBenchmark;
import dev.espalier.data.Examples;
import dev.espalier.data.Task;
import dev.espalier.network.torch.TorchEngine;
import org.deeplearning4j.config.DL4JSystemProperties;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** DL4J as it is shipped, its oneDNN helpers off, in a process of its own; see docs/performance.md. */
class StockDl4jBenchmark {
    static {
        System.setProperty(DL4JSystemProperties.DISABLE_HELPER_PROPERTY, "true");
    }

    @Test
    void trainingOfTheSameNetwork() {
        Examples batch = ThroughputBenchmark.batch();
        ComputationGraph graph =
                new ComputationGraph(Dl4jConfiguration.of(ThroughputBenchmark.network(), Task.Type.CLASSIFICATION)
                        .graph());
        graph.init();
        INDArray features = Nd4j.create(batch.features(), new int[] {batch.size(), 3, 32, 32});
        INDArray targets = Nd4j.create(batch.targets(), new int[] {batch.size(), 10});
        DataSet data = new DataSet(features, targets);
        Runnable torch = ThroughputBenchmark.training(new TorchEngine(), batch);
        for (int i = 0; i < 3; i++) {
            torch.run(); // few rounds follow, because the other takes seconds for a step
        }
        new Contest(3)
                .add("stock DL4J", () -> {
                    for (int i = 0; i < ThroughputBenchmark.STEPS; i++) {
                        graph.fit(data);
                    }
                })
                .add("torch engine", torch)
                .print(
                        "Training of the CNN, 3x32x32, batch 64, one thread; helpers active: " + Nd4jLibrary.load(),
                        ThroughputBenchmark.STEPS * ThroughputBenchmark.BATCH,
                        "images/s");
    }
}
