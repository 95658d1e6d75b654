package dev.espalier.data;

import java.util.List;

/**
 * A look at a data set before a search.
 *
 * @param statement what is predicted, and whether that was found from the data or given
 * @param classCounts examples of each class or label, outside a test part of its own; empty for a regression
 * @param columns of a table; empty for images
 * @param examples a few of each class
 * @param warnings what a person should look at before trusting a result
 */
public record Preview(
        String statement,
        List<ClassCount> classCounts,
        List<ColumnSummary> columns,
        List<Sample> examples,
        List<String> warnings) {
    /** How many examples a class or label has. */
    public record ClassCount(String label, int count) {}

    /**
     * One column of a table.
     *
     * @param type {@code numeric} or {@code nominal}
     * @param missing cells without a value
     */
    public record ColumnSummary(String name, String type, int missing) {}

    /** One example. */
    public sealed interface Sample {}

    /**
     * An image.
     *
     * @param png a data URL
     */
    public record Picture(String label, String png) implements Sample {}

    /** A row, in the order of the columns. */
    public record Row(String label, List<String> values) implements Sample {}
}
