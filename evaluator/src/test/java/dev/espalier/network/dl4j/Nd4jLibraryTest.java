package dev.espalier.network.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Shape;
import dev.espalier.data.Task;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNBatchNormHelper;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNConvHelper;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNSubsamplingHelper;
import org.junit.jupiter.api.Test;

class Nd4jLibraryTest {
    @Test
    void oneDnnHelpersAreActive() {
        assertThat(Nd4jLibrary.load()).isTrue();
        ComputationGraph graph = Dl4jGraph.of(Dl4jConfiguration.of(
                        Networks.behind(
                                new Shape.Image(2, 6, 6),
                                Operation.Convolution.of(3, 3),
                                new Operation.BatchNormalization(),
                                new Operation.Pooling(Operation.Pooling.Kind.MAX, 3, 1)),
                        Task.Type.CLASSIFICATION))
                .graph();
        assertThat(graph.getLayer("0").getHelper()).isInstanceOf(MKLDNNConvHelper.class);
        assertThat(graph.getLayer("1").getHelper()).isInstanceOf(MKLDNNBatchNormHelper.class);
        assertThat(graph.getLayer("2").getHelper()).isInstanceOf(MKLDNNSubsamplingHelper.class);
    }
}
