package dev.espalier.architecture;

import dev.espalier.catalog.InvalidInputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Shapes along the edges and the counts that follow from them. */
final class ShapeInference {
    /** Numbers that one vertex may give for one example: beyond it no engine could hold a batch. */
    private static final long MAX_SIZE = 1L << 28;

    private ShapeInference() {}

    static Map<String, Shape> infer(List<Vertex> sorted, List<Vertex> given) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (Vertex vertex : sorted) {
            List<Shape> inputs = vertex.inputs().stream()
                    .map(key -> Objects.requireNonNull(shapes.get(key)))
                    .toList();
            try {
                Shape output = vertex.operation().output(inputs);
                Check.that(output.size() <= MAX_SIZE, "Its output %s is above %d numbers.", output, MAX_SIZE);
                shapes.put(vertex.key(), output);
            } catch (IllegalArgumentException | ArithmeticException refused) {
                throw new InvalidInputException(
                        "/vertices/" + given.indexOf(vertex),
                        "Vertex '%s': %s".formatted(vertex.key(), refused.getMessage()),
                        refused);
            }
        }
        return shapes;
    }

    static Cost cost(Architecture architecture) {
        try {
            long parameters = 0;
            long macs = 0;
            long activations = 0;
            for (Vertex vertex : architecture.vertices()) {
                for (Parameter parameter : architecture.parameters(vertex)) {
                    parameters = Math.addExact(parameters, parameter.trainable() ? parameter.size() : 0);
                }
                macs = Math.addExact(macs, vertex.operation().macs(architecture.inputShapes(vertex)));
                activations = Math.addExact(
                        activations, architecture.shape(vertex.key()).size());
            }
            return new Cost(parameters, macs, activations);
        } catch (ArithmeticException overflow) {
            throw new InvalidInputException(
                    "/vertices", "The parameters or multiply-accumulates of this architecture overflow.", overflow);
        }
    }
}
