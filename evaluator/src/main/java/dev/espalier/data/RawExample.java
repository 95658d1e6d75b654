package dev.espalier.data;

import dev.espalier.architecture.Shape;
import java.util.List;

/** One example as it stands in a person's files, before any preprocessing and without its target. */
public sealed interface RawExample {
    /** An image's samples, channels first, in the file's own units (0 to 255 for most). */
    record Pixels(Shape.Image shape, float[] values) implements RawExample {
        public Pixels {
            if (values.length != shape.size()) {
                throw new IllegalArgumentException(
                        "%d samples do not fill an image of %s.".formatted(values.length, shape));
            }
        }
    }

    /** A row of a table: one cell for every column that is no target, in the order of the columns. */
    record Row(List<String> cells) implements RawExample {
        public Row {
            cells = List.copyOf(cells);
        }
    }
}
