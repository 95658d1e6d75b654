package dev.espalier.network.dl4j;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Operation.Activation;
import dev.espalier.architecture.Operation.BatchNormalization;
import dev.espalier.architecture.Operation.Convolution;
import dev.espalier.architecture.Operation.Dense;
import dev.espalier.architecture.Operation.DepthwiseConvolution;
import dev.espalier.architecture.Operation.Flatten;
import dev.espalier.architecture.Operation.GlobalPooling;
import dev.espalier.architecture.Operation.Identity;
import dev.espalier.architecture.Operation.Pooling;
import dev.espalier.architecture.Shape;
import dev.espalier.architecture.Vertex;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** One small network for every operation and setting in which the engines could differ. */
final class EveryOperation {
    private static final Shape IMAGE = new Shape.Image(2, 7, 6);
    private static final Shape SEQUENCE = new Shape.Sequence(3, 9);

    private EveryOperation() {}

    static Stream<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (Shape shape : List.of(IMAGE, SEQUENCE)) {
            windows(shape, cases);
            add(cases, shape, new Convolution(4, 3, 1, 1, true), new BatchNormalization(), new Identity());
            for (Pooling.Kind kind : Pooling.Kind.values()) {
                add(cases, shape, new GlobalPooling(kind));
            }
        }
        add(cases, IMAGE, new Flatten(), new Dense(5, true), new BatchNormalization(), new Dense(4, false));
        for (Activation.Function function : Activation.Function.values()) {
            add(cases, new Shape.Vector(6), new Dense(5, true), new Activation(function));
        }
        add(cases, new Shape.Vector(6), new Operation.Dropout(0.5), new Operation.Dropout(0));
        cases.add(arguments("branches", branches()));
        cases.add(arguments("doubled inputs", doubled()));
        cases.add(arguments("zero", zero(new Shape.Vector(2))));
        cases.add(arguments("zero of an image", zero(IMAGE)));
        return cases.stream();
    }

    private static void windows(Shape shape, List<Arguments> cases) {
        for (int kernel : new int[] {1, 2, 3, 5}) {
            for (int stride : new int[] {1, 2}) {
                for (int dilation : kernel % 2 == 1 ? new int[] {1, 2} : new int[] {1}) {
                    add(cases, shape, new Convolution(3, kernel, stride, dilation, stride == 1));
                    add(cases, shape, new DepthwiseConvolution(kernel, stride, dilation, stride == 1));
                }
                for (Pooling.Kind kind : Pooling.Kind.values()) {
                    add(cases, shape, new Pooling(kind, kernel, stride));
                }
            }
        }
    }

    private static void add(List<Arguments> cases, Shape shape, Operation... operations) {
        cases.add(arguments(shape + " " + List.of(operations), Networks.behind(shape, operations)));
    }

    private static Architecture branches() {
        return network(
                vertex("a", Convolution.of(3, 3), "data"),
                vertex("b", Convolution.of(3, 1), "data"),
                vertex("sum", new Operation.Add(), "a", "b", "a/b_c"),
                vertex("a/b_c", new Pooling(Pooling.Kind.AVERAGE, 3, 1), "a"),
                vertex("both", new Operation.Concatenate(), "sum", "data", "b"),
                vertex("pool", new GlobalPooling(Pooling.Kind.AVERAGE), "both"));
    }

    private static Architecture doubled() {
        return network(
                vertex("a", Convolution.of(2, 3), "data"),
                vertex("sum", new Operation.Add(), "a", "a", "data"),
                vertex("both", new Operation.Concatenate(), "sum", "a", "sum"),
                vertex("pool", new GlobalPooling(Pooling.Kind.AVERAGE), "both"));
    }

    /** Two units and three. */
    static Architecture twoOutputs() {
        return new Architecture(
                List.of(
                        new Vertex("data", new Operation.Input(new Shape.Vector(4)), List.of()),
                        vertex("first", new Dense(2, true), "data"),
                        vertex("second", new Dense(3, false), "data")),
                List.of("first", "second"));
    }

    private static Architecture zero(Shape shape) {
        return new Architecture(
                List.of(
                        new Vertex("data", new Operation.Input(shape), List.of()),
                        vertex("zero", new Operation.Zero(5), "data")),
                List.of("zero"));
    }

    private static Architecture network(Vertex... vertices) {
        List<Vertex> all = new ArrayList<>(List.of(vertices));
        all.add(0, new Vertex("data", new Operation.Input(IMAGE), List.of()));
        all.add(vertex("output", new Dense(3, true), all.get(all.size() - 1).key()));
        return new Architecture(all, List.of("output"));
    }

    private static Vertex vertex(String key, Operation operation, String... inputs) {
        return new Vertex(key, operation, List.of(inputs));
    }
}
