package dev.espalier.network.torch;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Vertex;
import dev.espalier.network.EngineException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * An architecture as layers in the order in which they are computed.
 *
 * @param outputs positions of the layers whose values are the predictions
 */
record Plan(List<Layer> layers, int[] outputs) {
    /** Where the parameters of a vertex are. */
    @FunctionalInterface
    interface Store {
        /** By name within the vertex. */
        Map<String, SharedParameter> parameters(Architecture architecture, Vertex vertex);
    }

    static Plan of(Architecture architecture, Store store) {
        if (architecture.inputs().size() != 1) {
            throw new EngineException(
                    "The torch engine computes networks with one input, not %d."
                            .formatted(architecture.inputs().size()),
                    null);
        }
        List<Vertex> vertices = architecture.vertices();
        int[][] inputs = new int[vertices.size()][];
        int[] readers = new int[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = positions(architecture, vertices.get(i).inputs(), readers);
        }
        int[] outputs = positions(architecture, architecture.outputs(), readers);
        List<Layer> layers = new ArrayList<>(inputs.length);
        for (int i = 0; i < inputs.length; i++) {
            Vertex vertex = vertices.get(i);
            if (vertex.operation() instanceof Operation.Named) {
                throw new EngineException(
                        "The vertex '%s' is known by its name alone: no engine can train it.".formatted(vertex.key()),
                        null);
            }
            layers.add(new Layer(
                    vertex.key(),
                    vertex.operation(),
                    inputs[i],
                    store.parameters(architecture, vertex),
                    new HashMap<>(),
                    overwriting(vertex.operation(), inputs[i], vertices, readers)));
        }
        return new Plan(layers, outputs);
    }

    /** The values of all layers. */
    Tensor[] run(Tensor features, Mode mode, Computation.Kernel kernel) {
        Tensor[] values = new Tensor[layers.size()];
        for (int i = 0; i < values.length; i++) {
            Layer layer = layers.get(i);
            int[] from = layer.inputs();
            Tensor[] read = new Tensor[Math.max(1, from.length)];
            for (int j = 0; j < from.length; j++) {
                read[j] = values[from[j]];
            }
            values[i] = from.length == 0 ? features : kernel.apply(layer, read, mode);
        }
        return values;
    }

    private static int[] positions(Architecture architecture, List<String> keys, int[] readers) {
        int[] positions = new int[keys.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = architecture.position(keys.get(i));
            readers[positions[i]]++;
        }
        return positions;
    }

    /** Whether it is a rectifier behind a layer whose result no gradient needs and nobody else reads. */
    private static boolean overwriting(Operation operation, int[] inputs, List<Vertex> vertices, int[] readers) {
        return operation instanceof Operation.Activation
                && readers[inputs[0]] == 1
                && unneeded(vertices.get(inputs[0]).operation());
    }

    private static boolean unneeded(Operation before) {
        return before instanceof Operation.BatchNormalization
                || before instanceof Operation.Convolution
                || before instanceof Operation.Dense;
    }
}
