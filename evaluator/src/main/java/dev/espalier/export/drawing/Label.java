package dev.espalier.export.drawing;

import dev.espalier.architecture.Operation;
import java.util.Locale;

/** What an operation is called in drawings and tables of layers, such as {@code Convolution 3x3, 16}. */
public final class Label {
    private Label() {}

    /** A few words; no longer than a box can be wide. */
    public static String of(Operation operation) {
        if (operation instanceof Operation.Convolution one) {
            return "Convolution " + window(one.kernel(), one.stride(), one.dilation()) + ", " + one.filters();
        } else if (operation instanceof Operation.DepthwiseConvolution one) {
            return "Depthwise " + window(one.kernel(), one.stride(), one.dilation());
        } else if (operation instanceof Operation.Pooling one) {
            return kind(one.kind()) + " pooling " + window(one.kernel(), one.stride(), 1);
        } else if (operation instanceof Operation.GlobalPooling one) {
            return "Global " + one.kind().name().toLowerCase(Locale.ROOT) + " pooling";
        } else if (operation instanceof Operation.Dense one) {
            return "Dense " + one.units();
        } else if (operation instanceof Operation.Dropout one) {
            return "Dropout " + one.rate();
        } else if (operation instanceof Operation.Activation one) {
            return function(one.function());
        } else if (operation instanceof Operation.Named one) {
            return one.name().length() <= 40 ? one.name() : one.name().substring(0, 39) + "…";
        }
        return words(operation.getClass().getSimpleName());
    }

    private static String window(int kernel, int stride, int dilation) {
        return kernel + "x" + kernel + (stride > 1 ? " /" + stride : "") + (dilation > 1 ? " dilated " + dilation : "");
    }

    private static String kind(Operation.Pooling.Kind kind) {
        return kind == Operation.Pooling.Kind.MAX ? "Max" : "Average";
    }

    private static String function(Operation.Activation.Function function) {
        return switch (function) {
            case RELU -> "ReLU";
            case ELU -> "ELU";
            case LEAKY_RELU -> "Leaky ReLU";
            case TANH -> "Tanh";
            case SIGMOID -> "Sigmoid";
            case SWISH -> "Swish";
        };
    }

    /** {@code BatchNormalization} as "Batch normalization". */
    private static String words(String name) {
        String spaced = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }
}
