package dev.espalier.data;

import dev.espalier.architecture.Shape;
import java.util.List;
import java.util.Locale;

/**
 * What a person is told of a data set before a search.
 *
 * @param id its name in a search specification
 * @param input shape of one example's features
 * @param rows of each part for seed 0
 */
public record DataSet(String id, String name, Task task, Shape input, Rows rows, Origin origin) {
    /** How many examples each part has. */
    public record Rows(int training, int validation, int test) {}

    /** Where a data set comes from. */
    public enum Origin {
        BUILT_IN,
        UPLOADED,
        FOUND;

        /** Its name in documents, such as {@code built-in}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Names of the search spaces whose networks take such examples. */
    public List<String> spaces() {
        return input instanceof Shape.Image ? List.of("cell", "darts-cell", "chain", "size") : List.of("mlp");
    }
}
