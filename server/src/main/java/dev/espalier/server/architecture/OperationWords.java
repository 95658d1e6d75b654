package dev.espalier.server.architecture;

import dev.espalier.architecture.Operation;
import java.util.Locale;

/** An operation as a person reads it in a table. */
final class OperationWords {
    private OperationWords() {}

    static String of(Operation operation) {
        if (operation instanceof Operation.Convolution convolution) {
            return "Convolution %s, %d filters"
                    .formatted(
                            window(convolution.kernel(), convolution.stride(), convolution.dilation()),
                            convolution.filters());
        }
        if (operation instanceof Operation.DepthwiseConvolution depthwise) {
            return "Depthwise convolution " + window(depthwise.kernel(), depthwise.stride(), depthwise.dilation());
        }
        if (operation instanceof Operation.Pooling pooling) {
            return "%s pooling %s".formatted(word(pooling.kind()), window(pooling.kernel(), pooling.stride(), 1));
        }
        if (operation instanceof Operation.GlobalPooling pooling) {
            return "Global %s pooling".formatted(word(pooling.kind()).toLowerCase(Locale.ROOT));
        }
        if (operation instanceof Operation.Dense dense) {
            return "Dense, %d units".formatted(dense.units());
        }
        if (operation instanceof Operation.Activation activation) {
            return word(activation.function());
        }
        if (operation instanceof Operation.Dropout dropout) {
            return "Dropout " + dropout.rate();
        }
        return spaced(operation.getClass().getSimpleName());
    }

    private static String window(int kernel, int stride, int dilation) {
        return "%dx%d".formatted(kernel, kernel)
                + (stride == 1 ? "" : ", stride " + stride)
                + (dilation == 1 ? "" : ", dilation " + dilation);
    }

    private static String word(Enum<?> value) {
        String name = value.name().replace('_', ' ').toLowerCase(Locale.ROOT);
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static String spaced(String name) {
        String words = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
