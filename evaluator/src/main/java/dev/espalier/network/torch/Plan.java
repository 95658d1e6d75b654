package dev.espalier.network.torch;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Parameter;
import dev.espalier.architecture.Vertex;
import dev.espalier.network.EngineException;
import dev.espalier.network.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From an architecture to layers in the order in which they are computed. */
final class Plan {
    private Plan() {}

    static List<Layer> of(Architecture architecture, TorchBank bank) {
        if (architecture.inputs().size() != 1) {
            throw new EngineException(
                    "The torch engine computes networks with one input, not %d."
                            .formatted(architecture.inputs().size()),
                    null);
        }
        Map<String, Integer> positions = new HashMap<>();
        List<Layer> layers = new ArrayList<>();
        for (Vertex vertex : architecture.vertices()) {
            int[] inputs = vertex.inputs().stream().mapToInt(positions::get).toArray();
            positions.put(vertex.key(), layers.size());
            layers.add(new Layer(
                    vertex.key(),
                    vertex.operation(),
                    inputs,
                    parameters(architecture, vertex, bank),
                    new HashMap<>(),
                    mayOverwrite(architecture, vertex)));
        }
        return List.copyOf(layers);
    }

    private static Map<String, SharedParameter> parameters(Architecture architecture, Vertex vertex, TorchBank bank) {
        Map<String, SharedParameter> parameters = new LinkedHashMap<>();
        for (Parameter parameter : architecture.parameters(vertex)) {
            String key = Weights.key(vertex.key(), parameter.name());
            parameters.put(parameter.name(), bank.parameter(key, parameter));
        }
        return parameters;
    }

    /** A rectifier behind a layer whose result no gradient needs and nobody else reads. */
    private static boolean mayOverwrite(Architecture architecture, Vertex vertex) {
        if (!(vertex.operation() instanceof Operation.Activation)) {
            return false;
        }
        String source = vertex.inputs().get(0);
        Operation before = architecture.vertex(source).operation();
        boolean unneeded = before instanceof Operation.BatchNormalization
                || before instanceof Operation.Convolution
                || before instanceof Operation.Dense;
        long readers = architecture.vertices().stream()
                .flatMap(other -> other.inputs().stream())
                .filter(source::equals)
                .count();
        return unneeded && readers == 1 && !architecture.outputs().contains(source);
    }
}
