package dev.espalier.network.dl4j;

import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Shape;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;

/** The DL4J layer of each operation that is one. Activations are always set: DL4J's default is a sigmoid. */
final class Layers {
    private Layers() {}

    /** Nothing where DL4J has no layer for the operation. */
    static Optional<Layer> of(Operation operation, Shape input, Parts parts) {
        return Optional.ofNullable(layer(operation, input, parts));
    }

    /** Places along one side that the window of the operation spans, less one. */
    static long reach(Operation operation) {
        if (operation instanceof Operation.Convolution convolution) {
            return (long) convolution.dilation() * (convolution.kernel() - 1);
        }
        if (operation instanceof Operation.DepthwiseConvolution convolution) {
            return (long) convolution.dilation() * (convolution.kernel() - 1);
        }
        return operation instanceof Operation.Pooling pooling ? pooling.kernel() : 0;
    }

    private static @Nullable Layer layer(Operation operation, Shape input, Parts parts) {
        if (operation instanceof Operation.Convolution convolution) {
            return convolution(convolution, input);
        }
        if (operation instanceof Operation.DepthwiseConvolution convolution) {
            return depthwise(convolution, input);
        }
        if (operation instanceof Operation.Pooling pooling) {
            return pooling(pooling, input);
        }
        if (operation instanceof Operation.GlobalPooling pooling) {
            return new GlobalPoolingLayer.Builder(type(pooling.kind())).build();
        }
        if (operation instanceof Operation.Dense dense) {
            return dense(dense, input);
        }
        if (operation instanceof Operation.BatchNormalization) {
            return normalization(input, parts);
        }
        if (operation instanceof Operation.Dropout dropout && dropout.rate() > 0) {
            return new DropoutLayer.Builder(parts.dropout(dropout.rate())).build();
        }
        if (operation instanceof Operation.Activation activation) {
            return activation(of(activation.function()));
        }
        boolean unchanged = operation instanceof Operation.Identity || operation instanceof Operation.Dropout;
        return unchanged ? activation(Activation.IDENTITY) : null;
    }

    private static Layer convolution(Operation.Convolution convolution, Shape input) {
        int kernel = convolution.kernel();
        return new ConvolutionLayer.Builder(window(input, kernel, 1))
                .stride(window(input, convolution.stride(), 1))
                .padding(padding(input, kernel, convolution.dilation()))
                .dilation(window(input, convolution.dilation(), 1))
                .convolutionMode(ConvolutionMode.Truncate)
                .nIn(input.channels())
                .nOut(convolution.filters())
                .hasBias(convolution.bias())
                .activation(Activation.IDENTITY)
                .build();
    }

    private static Layer depthwise(Operation.DepthwiseConvolution convolution, Shape input) {
        int kernel = convolution.dilation() * (convolution.kernel() - 1) + 1;
        return new DepthwiseConvolution2D.Builder(window(input, kernel, 1))
                .stride(window(input, convolution.stride(), 1))
                .padding(padding(input, kernel, 1))
                .convolutionMode(ConvolutionMode.Truncate)
                .depthMultiplier(1)
                .nIn(input.channels())
                .nOut(input.channels())
                .hasBias(convolution.bias())
                .activation(Activation.IDENTITY)
                .build();
    }

    private static Layer pooling(Operation.Pooling pooling, Shape input) {
        return new SubsamplingLayer.Builder(type(pooling.kind()))
                .kernelSize(window(input, pooling.kernel(), 1))
                .stride(window(input, pooling.stride(), 1))
                .padding(padding(input, pooling.kernel(), 1))
                .convolutionMode(ConvolutionMode.Truncate)
                .build();
    }

    private static Layer dense(Operation.Dense dense, Shape input) {
        return new DenseLayer.Builder()
                .nIn(input.channels())
                .nOut(dense.units())
                .hasBias(dense.bias())
                .activation(Activation.IDENTITY)
                .build();
    }

    private static Layer normalization(Shape input, Parts parts) {
        return new BatchNormalization.Builder()
                .nIn(input.channels())
                .nOut(input.channels())
                .eps(Operation.BatchNormalization.EPSILON)
                .decay(parts.decay())
                .useLogStd(false)
                .build();
    }

    private static Layer activation(Activation function) {
        return new ActivationLayer.Builder().activation(function).build();
    }

    private static Activation of(Operation.Activation.Function function) {
        return switch (function) {
            case RELU -> Activation.RELU;
            case TANH -> Activation.TANH;
            case SIGMOID -> Activation.SIGMOID;
            case ELU -> Activation.ELU;
            case LEAKY_RELU -> Activation.LEAKYRELU;
            case SWISH -> Activation.SWISH;
        };
    }

    private static PoolingType type(Operation.Pooling.Kind kind) {
        return kind == Operation.Pooling.Kind.MAX ? PoolingType.MAX : PoolingType.AVG;
    }

    /** The value along the width, and along the height too where the input has one. */
    private static int[] window(Shape input, int value, int otherwise) {
        return new int[] {input instanceof Shape.Image ? value : otherwise, value};
    }

    private static int[] padding(Shape input, int kernel, int dilation) {
        return window(input, kernel % 2 == 1 ? dilation * (kernel - 1) / 2 : 0, 0);
    }
}
