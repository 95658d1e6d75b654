package dev.espalier.space;

import dev.espalier.architecture.Shape;
import dev.espalier.catalog.InvalidInputException;

/** Refusals of ports that a space cannot connect. */
final class Fit {
    private Fit() {}

    static void oneImage(String space, Ports ports) {
        require(
                ports.inputs().size() == 1 && ports.input() instanceof Shape.Image,
                "The space '%s' takes one image (channels x height x width), not %s. Maybe choose 'mlp' for tables.",
                space,
                ports.inputs());
        outputs(space, ports);
    }

    static void oneVector(String space, Ports ports) {
        require(
                ports.inputs().size() == 1 && ports.input() instanceof Shape.Vector,
                "The space '%s' takes one vector, such as a row of a table, not %s. Maybe choose 'cell' for images.",
                space,
                ports.inputs());
        outputs(space, ports);
    }

    /** Refuses an image whose extent is 1 before it was halved that often. */
    static void halvings(Shape input, int times) {
        Shape.Image image = (Shape.Image) input;
        int extent = Math.min(image.height(), image.width());
        if (times > 30 || extent <= (1 << times) / 2) {
            throw new InvalidInputException(
                    "/settings/stages",
                    "%d stages halve the image %s %d times, which its extent (%d) does not allow."
                            .formatted(times + 1, image, times, extent));
        }
    }

    private static void outputs(String space, Ports ports) {
        require(!ports.outputs().isEmpty(), "The space '%s' needs at least one output.", space);
    }

    private static void require(boolean holds, String message, Object... values) {
        if (!holds) {
            throw new InvalidInputException("/name", message.formatted(values));
        }
    }
}
