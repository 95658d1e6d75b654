package dev.espalier.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.espalier.architecture.Shape;
import java.util.List;

/**
 * Rows of a table: the features of every column behind each other, in the order of the columns.
 *
 * @param columns without the targets
 */
public record TablePreprocessing(List<Column> columns, Targets targets) implements Preprocessing {
    public TablePreprocessing {
        columns = List.copyOf(columns);
    }

    /** One paragraph for a reader of the JSON. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public String features() {
        return "Features are those of every column behind each other. A numeric column gives (value - mean) /"
                + " deviation cut to [-bound, bound], or 0 where the cell is missing; with indicator a second feature"
                + " is 1 where it is missing, else 0. A nominal column gives one feature a category, then one for a"
                + " missing cell if missing is true, then one for every other text: 1 at the cell's place, else 0. A"
                + " cell is stripped of spaces at both ends first, and is missing if it is one of missingCells.";
    }

    /** Texts that mean a value was not measured. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public List<String> missingCells() {
        return Cells.MISSING;
    }

    @Override
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public Shape.Vector shape() {
        return new Shape.Vector(columns.stream().mapToInt(Column::width).sum());
    }

    @Override
    public TablePreprocessing with(Targets others) {
        return new TablePreprocessing(columns, others);
    }

    @Override
    public float[] features(RawExample example) {
        if (!(example instanceof RawExample.Row row) || row.cells().size() != columns.size()) {
            throw new IllegalArgumentException("A row of %d cells was expected, not %s."
                    .formatted(
                            columns.size(),
                            example instanceof RawExample.Row other
                                    ? other.cells().size()
                                    : "an image"));
        }
        float[] features = new float[shape().channels()];
        int offset = 0;
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).write(row.cells().get(i).strip(), features, offset);
            offset += columns.get(i).width();
        }
        return features;
    }
}
