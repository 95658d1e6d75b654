package dev.espalier.architecture;

import java.util.List;

/** The refusals that operations share. */
final class Check {
    private Check() {}

    static void that(boolean holds, String message, Object... values) {
        if (!holds) {
            throw new IllegalArgumentException(message.formatted(values));
        }
    }

    static void positive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("The %s (%d) must be positive.".formatted(what, value));
        }
    }

    static void window(int kernel, int stride, int dilation) {
        positive("kernel", kernel);
        positive("stride", stride);
        positive("dilation", dilation);
        that(dilation == 1 || kernel % 2 == 1, "A dilated kernel (%d) must be odd.", kernel);
    }

    static Shape one(Operation operation, List<Shape> inputs) {
        if (inputs.size() != 1) {
            throw new IllegalArgumentException("A %s takes one input, not %d."
                    .formatted(operation.getClass().getSimpleName(), inputs.size()));
        }
        return inputs.get(0);
    }
}
