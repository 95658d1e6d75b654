package dev.espalier.architecture;

import java.util.List;

/** Arithmetic of sliding windows. */
final class Window {
    private Window() {}

    static Shape slide(Shape input, int kernel, int stride, int dilation) {
        if (input instanceof Shape.Image image) {
            return new Shape.Image(
                    image.channels(),
                    steps(image.height(), kernel, stride, dilation),
                    steps(image.width(), kernel, stride, dilation));
        }
        if (input instanceof Shape.Sequence sequence) {
            return new Shape.Sequence(sequence.channels(), steps(sequence.length(), kernel, stride, dilation));
        }
        throw new IllegalArgumentException(
                "A window slides over an image or a sequence, not over the vector %s.".formatted(input));
    }

    static List<Parameter> weights(Shape input, int out, int in, int kernel, boolean bias) {
        List<Integer> shape =
                input instanceof Shape.Image ? List.of(out, in, kernel, kernel) : List.of(out, in, kernel);
        Parameter weight = new Parameter("weight", shape, Parameter.Start.HE_NORMAL);
        return bias ? List.of(weight, new Parameter("bias", List.of(out), Parameter.Start.ZEROS)) : List.of(weight);
    }

    /** Numbers that one number of the result is made of. */
    static long reads(Shape input, int in, int kernel) {
        long window = input instanceof Shape.Image ? (long) kernel * kernel : kernel;
        return Math.multiplyExact(window, in);
    }

    private static int steps(int extent, int kernel, int stride, int dilation) {
        long reach = Math.multiplyExact((long) dilation, kernel - 1);
        long padded = extent + (kernel % 2 == 1 ? reach : 0);
        Check.that(padded > reach, "The kernel (%d) does not fit into the extent (%d).", kernel, extent);
        return Math.toIntExact((padded - reach - 1) / stride + 1);
    }
}
