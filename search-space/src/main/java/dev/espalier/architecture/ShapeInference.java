package dev.espalier.architecture;

import dev.espalier.catalog.InvalidInputException;
import java.util.List;

/** Shapes along the edges and the counts that follow from them. */
final class ShapeInference {
    /** Numbers that one vertex may give for one example: beyond it no engine could hold a batch. */
    private static final long MAX_SIZE = 1L << 28;

    private ShapeInference() {}

    /** The shape of every vertex. */
    static Shape[] infer(Topology sorted, Topology given) {
        Shape[] shapes = new Shape[sorted.vertices().size()];
        for (int i = 0; i < shapes.length; i++) {
            Vertex vertex = sorted.vertices().get(i);
            try {
                shapes[i] = vertex.operation().output(inputs(sorted, shapes, i));
                Check.that(fits(shapes[i]), "Its output %s is above %d numbers.", shapes[i], MAX_SIZE);
            } catch (IllegalArgumentException | ArithmeticException refused) {
                throw new InvalidInputException(
                        "/vertices/" + given.position(vertex.key()),
                        "Vertex '%s': %s".formatted(vertex.key(), refused.getMessage()),
                        refused);
            }
        }
        return shapes;
    }

    private static boolean fits(Shape shape) {
        try {
            return shape.size() <= MAX_SIZE;
        } catch (ArithmeticException overflow) {
            return false;
        }
    }

    static Cost cost(Topology sorted, Shape[] shapes) {
        try {
            long parameters = 0;
            long macs = 0;
            long activations = 0;
            for (int i = 0; i < shapes.length; i++) {
                Operation operation = sorted.vertices().get(i).operation();
                List<Shape> inputs = inputs(sorted, shapes, i);
                for (Parameter parameter : operation.parameters(inputs)) {
                    parameters = Math.addExact(parameters, parameter.trainable() ? parameter.size() : 0);
                }
                macs = Math.addExact(macs, operation.macs(inputs));
                activations = Math.addExact(activations, shapes[i].size());
            }
            return new Cost(parameters, macs, activations);
        } catch (ArithmeticException overflow) {
            throw new InvalidInputException(
                    "/vertices", "The parameters or multiply-accumulates of this architecture overflow.", overflow);
        }
    }

    private static List<Shape> inputs(Topology sorted, Shape[] shapes, int position) {
        int[] inputs = sorted.inputs(position);
        Shape[] read = new Shape[inputs.length];
        for (int i = 0; i < read.length; i++) {
            read[i] = shapes[inputs[i]];
        }
        return List.of(read);
    }
}
