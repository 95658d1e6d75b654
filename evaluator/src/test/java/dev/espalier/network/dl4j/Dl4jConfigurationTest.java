package dev.espalier.network.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Shape;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.data.Task;
import dev.espalier.network.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class Dl4jConfigurationTest {
    @ParameterizedTest
    @MethodSource("dev.espalier.network.dl4j.EveryOperation#cases")
    void stockOutputsEqualTheReference(String name, Architecture architecture) {
        Weights weights = Networks.weights(architecture, 1);
        int batch = 3;
        float[] features = Networks.numbers(batch * size(architecture), 2);
        double[] expected = new Reference(architecture, weights, false).outputs(features, batch);
        Dl4jGraph graph = Dl4jGraph.of(Dl4jConfiguration.of(architecture, Task.Type.REGRESSION), weights);
        INDArray output = graph.graph().outputSingle(Nd4j.create(features, shape(architecture, batch)));
        assertThat(output.ravel().toDoubleVector()).hasSameSizeAs(expected);
        double scale = java.util.Arrays.stream(expected).map(Math::abs).max().orElse(1) + 1e-9;
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(output.getDouble(i) - expected[i]) / scale)
                    .as("%s, number %d", name, i)
                    .isLessThan(1e-5);
        }
        assertThat(graph.weights()).isEqualTo(weights);
    }

    @Test
    void vertexThatIsKnownByNameAloneIsRefusedByItsKey() {
        Architecture row = Networks.behind(new Shape.Vector(1), new Operation.Named("op: gat"));
        assertThatThrownBy(() -> Dl4jConfiguration.of(row, Task.Type.REGRESSION))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is a Named, which DL4J cannot compute");
    }

    private static int size(Architecture architecture) {
        return (int) architecture.shape("data").size();
    }

    private static long[] shape(Architecture architecture, int batch) {
        return Tensors.shape(architecture.shape("data"), batch);
    }
}
