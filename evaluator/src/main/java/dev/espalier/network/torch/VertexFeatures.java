package dev.espalier.network.torch;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Operation.Activation;
import dev.espalier.architecture.Operation.Pooling;
import dev.espalier.architecture.Shape;
import dev.espalier.architecture.Vertex;
import java.util.ArrayList;
import java.util.List;

/** What a hypernetwork reads of a single vertex: which operation it is, and the sizes that its weights depend on. */
final class VertexFeatures {
    private static final List<String> KINDS = kinds();
    private static final int SIZES = 6;

    /** Numbers of one vertex. */
    static final int COUNT = KINDS.size() + SIZES;

    private VertexFeatures() {}

    private static List<String> kinds() {
        List<String> kinds = new ArrayList<>();
        for (Class<?> kind : Operation.class.getPermittedSubclasses()) {
            kinds.add(kind.getSimpleName());
        }
        for (Activation.Function function : Activation.Function.values()) {
            kinds.add(function.name());
        }
        for (Pooling.Kind kind : Pooling.Kind.values()) {
            kinds.add(kind.name());
        }
        return List.copyOf(kinds);
    }

    static float[] of(Architecture architecture, Vertex vertex) {
        float[] features = new float[COUNT];
        Operation operation = vertex.operation();
        features[KINDS.indexOf(operation.getClass().getSimpleName())] = 1;
        detail(operation).ifPresent(kind -> features[KINDS.indexOf(kind)] = 1);
        int[] window = window(operation);
        Shape output = architecture.shape(vertex.key());
        List<Shape> inputs = architecture.inputShapes(vertex);
        double[] sizes = {
            window[0],
            window[1],
            window[2],
            inputs.isEmpty() ? 1 : inputs.get(0).channels(),
            output.channels(),
            (double) output.size() / output.channels()
        };
        for (int i = 0; i < SIZES; i++) {
            features[KINDS.size() + i] = (float) (Math.log(sizes[i]) / Math.log(2) / (i < 3 ? 1 : 4));
        }
        return features;
    }

    private static java.util.Optional<String> detail(Operation operation) {
        if (operation instanceof Activation activation) {
            return java.util.Optional.of(activation.function().name());
        } else if (operation instanceof Pooling pooling) {
            return java.util.Optional.of(pooling.kind().name());
        } else if (operation instanceof Operation.GlobalPooling pooling) {
            return java.util.Optional.of(pooling.kind().name());
        }
        return java.util.Optional.empty();
    }

    /** Kernel, stride and dilation; 1 where there is none. */
    private static int[] window(Operation operation) {
        if (operation instanceof Operation.Convolution c) {
            return new int[] {c.kernel(), c.stride(), c.dilation()};
        } else if (operation instanceof Operation.DepthwiseConvolution c) {
            return new int[] {c.kernel(), c.stride(), c.dilation()};
        } else if (operation instanceof Pooling pooling) {
            return new int[] {pooling.kernel(), pooling.stride(), 1};
        }
        return new int[] {1, 1, 1};
    }
}
