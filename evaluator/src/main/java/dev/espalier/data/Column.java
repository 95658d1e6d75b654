package dev.espalier.data;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** How one column of a table becomes features. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Column.Numeric.class, name = "numeric"),
    @JsonSubTypes.Type(value = Column.Nominal.class, name = "nominal")
})
public sealed interface Column {
    /** Its name in the header. */
    String name();

    /** Features that it becomes. */
    int width();

    /** Writes the features of one cell from {@code offset} on; the places hold zeros before. */
    void write(String cell, float[] features, int offset);

    /**
     * A number: {@code (value - mean) / deviation}, cut to [-bound, bound]; 0 where it is missing.
     *
     * @param indicator whether a second feature says with a 1 that the value is missing
     */
    record Numeric(String name, double mean, double deviation, double bound, boolean indicator) implements Column {
        @Override
        public int width() {
            return indicator ? 2 : 1;
        }

        @Override
        public void write(String cell, float[] features, int offset) {
            if (Cells.missing(cell)) {
                if (indicator) {
                    features[offset + 1] = 1;
                }
                return;
            }
            double value = (number(cell) - mean) / deviation;
            features[offset] = (float) Math.max(-bound, Math.min(bound, value));
        }

        private double number(String cell) {
            return Cells.parse(cell)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "The cell '%s' of the numeric column '%s' is not a".formatted(Cells.shown(cell), name)
                                    + " finite number."));
        }
    }

    /**
     * A word: a 1 at the place of its category. Behind the categories comes the place for a missing cell if
     * {@code missing}, and last the place for everything else.
     */
    record Nominal(String name, List<String> categories, boolean missing) implements Column {
        public Nominal {
            categories = List.copyOf(categories);
        }

        @Override
        public int width() {
            return categories.size() + (missing ? 2 : 1);
        }

        @Override
        public void write(String cell, float[] features, int offset) {
            int place = categories.indexOf(cell);
            if (place < 0) {
                place = missing && Cells.missing(cell) ? categories.size() : width() - 1;
            }
            features[offset + place] = 1;
        }
    }
}
