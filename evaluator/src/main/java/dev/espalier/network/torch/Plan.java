package dev.espalier.network.torch;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Parameter;
import dev.espalier.architecture.Vertex;
import dev.espalier.network.EngineException;
import dev.espalier.network.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        Set<String> overwriting = overwriting(architecture);
        for (Vertex vertex : architecture.vertices()) {
            if (vertex.operation() instanceof Operation.Named) {
                throw new EngineException(
                        "The vertex '%s' is known by its name alone: no engine can train it.".formatted(vertex.key()),
                        null);
            }
            int[] inputs = vertex.inputs().stream().mapToInt(positions::get).toArray();
            positions.put(vertex.key(), layers.size());
            layers.add(new Layer(
                    vertex.key(),
                    vertex.operation(),
                    inputs,
                    parameters(architecture, vertex, bank),
                    new HashMap<>(),
                    overwriting.contains(vertex.key())));
        }
        return List.copyOf(layers);
    }

    private static Map<String, SharedParameter> parameters(Architecture architecture, Vertex vertex, TorchBank bank) {
        List<Parameter> described = architecture.parameters(vertex);
        if (described.isEmpty()) {
            return Map.of();
        }
        Map<String, SharedParameter> parameters = new LinkedHashMap<>();
        for (Parameter parameter : described) {
            String key = Weights.key(vertex.key(), parameter.name());
            parameters.put(parameter.name(), bank.parameter(key, parameter));
        }
        return parameters;
    }

    /** Rectifiers behind a layer whose result no gradient needs and nobody else reads. */
    private static Set<String> overwriting(Architecture architecture) {
        Map<String, Integer> readers = new HashMap<>();
        architecture.outputs().forEach(output -> readers.merge(output, 1, Integer::sum));
        for (Vertex vertex : architecture.vertices()) {
            vertex.inputs().forEach(input -> readers.merge(input, 1, Integer::sum));
        }
        Set<String> keys = new HashSet<>();
        for (Vertex vertex : architecture.vertices()) {
            if (vertex.operation() instanceof Operation.Activation) {
                String source = vertex.inputs().get(0);
                if (unneeded(architecture.vertex(source).operation()) && readers.getOrDefault(source, 0) == 1) {
                    keys.add(vertex.key());
                }
            }
        }
        return keys;
    }

    private static boolean unneeded(Operation before) {
        return before instanceof Operation.BatchNormalization
                || before instanceof Operation.Convolution
                || before instanceof Operation.Dense;
    }
}
