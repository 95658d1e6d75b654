package dev.espalier.evaluator;

import dev.espalier.architecture.Shape;
import dev.espalier.data.Augmentation;
import java.util.List;

/** Augmentations by the names that settings use. */
final class Augmentations {
    static final List<String> NAMES = List.of("none", "shift", "flip", "flip-and-shift");

    private Augmentations() {}

    /** Shifts are by up to an eighth of the image's extent. */
    static Augmentation of(String name, Shape shape) {
        int most = shape instanceof Shape.Image image ? Math.max(1, Math.min(image.height(), image.width()) / 8) : 0;
        return new Augmentation(name.endsWith("shift") ? most : 0, name.startsWith("flip"));
    }
}
