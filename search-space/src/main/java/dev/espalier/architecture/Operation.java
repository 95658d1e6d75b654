package dev.espalier.architecture;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collections;
import java.util.List;

/**
 * What a vertex computes. Every operation says which shapes it accepts, which it gives, which parameters it owns and
 * how many multiply-accumulates one example costs; engines give it numbers.
 *
 * <p>Weights are laid out as {@code out x in x kernel...}. Convolutions and poolings with an odd kernel are padded
 * with {@code dilation * (kernel - 1) / 2} on every side, so that stride 1 keeps the extent and stride s gives
 * {@code ceil(extent / s)}; an even kernel has no padding. Averages never count the padding.
 *
 * <p>Refused shapes and settings throw {@link IllegalArgumentException} with the value and the bound.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Operation.Input.class, name = "input"),
    @JsonSubTypes.Type(value = Operation.Convolution.class, name = "convolution"),
    @JsonSubTypes.Type(value = Operation.DepthwiseConvolution.class, name = "depthwise-convolution"),
    @JsonSubTypes.Type(value = Operation.BatchNormalization.class, name = "batch-normalization"),
    @JsonSubTypes.Type(value = Operation.Activation.class, name = "activation"),
    @JsonSubTypes.Type(value = Operation.Pooling.class, name = "pooling"),
    @JsonSubTypes.Type(value = Operation.GlobalPooling.class, name = "global-pooling"),
    @JsonSubTypes.Type(value = Operation.Dense.class, name = "dense"),
    @JsonSubTypes.Type(value = Operation.Flatten.class, name = "flatten"),
    @JsonSubTypes.Type(value = Operation.Dropout.class, name = "dropout"),
    @JsonSubTypes.Type(value = Operation.Add.class, name = "add"),
    @JsonSubTypes.Type(value = Operation.Concatenate.class, name = "concatenate"),
    @JsonSubTypes.Type(value = Operation.Identity.class, name = "identity"),
    @JsonSubTypes.Type(value = Operation.Zero.class, name = "zero"),
    @JsonSubTypes.Type(value = Operation.Named.class, name = "named")
})
public sealed interface Operation {
    /** Shape of the result for these inputs, in the order of the vertex's inputs. */
    Shape output(List<Shape> inputs);

    /** The parameters it owns for these inputs; empty for most operations. */
    default List<Parameter> parameters(List<Shape> inputs) {
        return List.of();
    }

    /** Multiply-accumulates for one example; only products with learned weights are counted. */
    default long macs(List<Shape> inputs) {
        return 0;
    }

    /** Whether the order of its inputs does not matter. */
    default boolean commutative() {
        return false;
    }

    /** The data; has no inputs. */
    record Input(Shape shape) implements Operation {
        @Override
        public Shape output(List<Shape> inputs) {
            Check.that(inputs.isEmpty(), "An input takes no inputs, not %d.", inputs.size());
            return shape;
        }
    }

    /** Convolution over an image ({@code weight: filters x in x k x k}) or a sequence ({@code filters x in x k}). */
    record Convolution(int filters, int kernel, int stride, int dilation, boolean bias) implements Operation {
        public Convolution {
            Check.positive("filters", filters);
            Check.window(kernel, stride, dilation);
        }

        /** Stride 1, no dilation, no bias: the form in front of a batch normalisation. */
        public static Convolution of(int filters, int kernel) {
            return new Convolution(filters, kernel, 1, 1, false);
        }

        @Override
        public Shape output(List<Shape> inputs) {
            return Window.slide(Check.one(this, inputs), kernel, stride, dilation)
                    .withChannels(filters);
        }

        @Override
        public List<Parameter> parameters(List<Shape> inputs) {
            Shape input = Check.one(this, inputs);
            return Window.weights(input, filters, input.channels(), kernel, bias);
        }

        @Override
        public long macs(List<Shape> inputs) {
            Shape input = Check.one(this, inputs);
            return Math.multiplyExact(output(inputs).size(), Window.reads(input, input.channels(), kernel));
        }
    }

    /** One filter a channel: {@code weight: channels x 1 x k x k} (or {@code channels x 1 x k} on a sequence). */
    record DepthwiseConvolution(int kernel, int stride, int dilation, boolean bias) implements Operation {
        public DepthwiseConvolution {
            Check.window(kernel, stride, dilation);
        }

        @Override
        public Shape output(List<Shape> inputs) {
            return Window.slide(Check.one(this, inputs), kernel, stride, dilation);
        }

        @Override
        public List<Parameter> parameters(List<Shape> inputs) {
            Shape input = Check.one(this, inputs);
            return Window.weights(input, input.channels(), 1, kernel, bias);
        }

        @Override
        public long macs(List<Shape> inputs) {
            return Math.multiplyExact(output(inputs).size(), Window.reads(Check.one(this, inputs), 1, kernel));
        }
    }

    /**
     * Batch normalisation over the channels (Ioffe 2015), epsilon 1e-5; running statistics move by 0.1 a step, the
     * running variance is the unbiased one.
     */
    record BatchNormalization() implements Operation {
        public static final double EPSILON = 1e-5;
        /** Share of the new batch in the running statistics. */
        public static final double MOMENTUM = 0.1;

        @Override
        public Shape output(List<Shape> inputs) {
            return Check.one(this, inputs);
        }

        @Override
        public List<Parameter> parameters(List<Shape> inputs) {
            List<Integer> shape = List.of(Check.one(this, inputs).channels());
            return List.of(
                    new Parameter("gamma", shape, Parameter.Start.ONES),
                    new Parameter("beta", shape, Parameter.Start.ZEROS),
                    new Parameter("mean", shape, Parameter.Start.RUNNING_MEAN),
                    new Parameter("variance", shape, Parameter.Start.RUNNING_VARIANCE));
        }
    }

    /** A function of each number. */
    record Activation(Function function) implements Operation {
        /** The functions; leaky ReLU has slope 0.01, ELU alpha 1. */
        public enum Function {
            RELU,
            TANH,
            SIGMOID,
            ELU,
            LEAKY_RELU,
            SWISH
        }

        @Override
        public Shape output(List<Shape> inputs) {
            return Check.one(this, inputs);
        }
    }

    /** Largest or mean value under a sliding window; the mean does not count the padding. */
    record Pooling(Kind kind, int kernel, int stride) implements Operation {
        /** Which number stands for a window. */
        public enum Kind {
            MAX,
            AVERAGE
        }

        public Pooling {
            Check.window(kernel, stride, 1);
        }

        @Override
        public Shape output(List<Shape> inputs) {
            return Window.slide(Check.one(this, inputs), kernel, stride, 1);
        }
    }

    /** Largest or mean value over the whole extent: an image or a sequence becomes a vector of its channels. */
    record GlobalPooling(Pooling.Kind kind) implements Operation {
        @Override
        public Shape output(List<Shape> inputs) {
            Shape input = Check.one(this, inputs);
            Check.that(!(input instanceof Shape.Vector), "Global pooling needs an extent, not the vector %s.", input);
            return new Shape.Vector(input.channels());
        }
    }

    /** A linear map of a vector: {@code weight: units x in}. */
    record Dense(int units, boolean bias) implements Operation {
        public Dense {
            Check.positive("units", units);
        }

        @Override
        public Shape output(List<Shape> inputs) {
            Shape input = Check.one(this, inputs);
            Check.that(input instanceof Shape.Vector, "A dense layer takes a vector, not %s. Maybe flatten it.", input);
            return new Shape.Vector(units);
        }

        @Override
        public List<Parameter> parameters(List<Shape> inputs) {
            int in = Check.one(this, inputs).channels();
            Parameter weight = new Parameter("weight", List.of(units, in), Parameter.Start.HE_NORMAL);
            return bias
                    ? List.of(weight, new Parameter("bias", List.of(units), Parameter.Start.ZEROS))
                    : List.of(weight);
        }

        @Override
        public long macs(List<Shape> inputs) {
            return (long) units * Check.one(this, inputs).channels();
        }
    }

    /** Everything in one vector, channels slowest. */
    record Flatten() implements Operation {
        @Override
        public Shape output(List<Shape> inputs) {
            return new Shape.Vector(Math.toIntExact(Check.one(this, inputs).size()));
        }
    }

    /** Zeroes numbers at random in training and scales the rest by {@code 1 / (1 - rate)}. */
    record Dropout(double rate) implements Operation {
        public Dropout {
            Check.that(rate >= 0 && rate < 1, "The rate (%s) of a dropout must lie in [0, 1).", rate);
        }

        @Override
        public Shape output(List<Shape> inputs) {
            return Check.one(this, inputs);
        }
    }

    /** The sum of inputs of equal shape. */
    record Add() implements Operation {
        @Override
        public Shape output(List<Shape> inputs) {
            Check.that(!inputs.isEmpty(), "An addition needs at least one input.");
            Check.that(
                    Collections.frequency(inputs, inputs.get(0)) == inputs.size(),
                    "An addition needs equal shapes, not %s.",
                    inputs);
            return inputs.get(0);
        }

        @Override
        public boolean commutative() {
            return true;
        }
    }

    /** Inputs of equal extent behind each other along the channels, in order. */
    record Concatenate() implements Operation {
        @Override
        public Shape output(List<Shape> inputs) {
            Check.that(!inputs.isEmpty(), "A concatenation needs at least one input.");
            Check.that(
                    inputs.stream()
                                    .map(shape -> shape.withChannels(1))
                                    .distinct()
                                    .count()
                            == 1,
                    "A concatenation needs equal extents, not %s.",
                    inputs);
            return inputs.get(0)
                    .withChannels(inputs.stream().mapToInt(Shape::channels).reduce(0, Math::addExact));
        }
    }

    /** Its input, unchanged. */
    record Identity() implements Operation {
        @Override
        public Shape output(List<Shape> inputs) {
            return Check.one(this, inputs);
        }
    }

    /** Zeros, whatever comes in: what a play without a path from input to output decodes to. Never trained. */
    record Zero(int units) implements Operation {
        public Zero {
            Check.positive("units", units);
        }

        @Override
        public Shape output(List<Shape> inputs) {
            Check.one(this, inputs);
            return new Shape.Vector(units);
        }
    }

    /** Something known by its name alone, such as a choice in a table of trained networks: no engine computes it. */
    record Named(String name) implements Operation {
        @Override
        public Shape output(List<Shape> inputs) {
            return Check.one(this, inputs);
        }
    }
}
