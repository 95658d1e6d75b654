package dev.espalier.server.search;

import dev.espalier.data.DataSet;
import dev.espalier.data.Selection;
import dev.espalier.data.Task;
import dev.espalier.space.Ports;

/**
 * What must be known of a data set to check and complete a specification, without reading its examples.
 *
 * @param trainingRows examples to train on
 * @param validationRows examples to score on
 */
public record DataFacts(Task task, Ports ports, int trainingRows, int validationRows) {
    /** What the catalogue of data sets tells, for the share of the rows that is to be used. */
    public static DataFacts of(DataSet dataset, Selection selection) {
        return new DataFacts(
                dataset.task(),
                Ports.of(dataset.input(), dataset.task().units()),
                share(dataset.rows().training(), selection),
                share(dataset.rows().validation(), selection));
    }

    private static int share(int rows, Selection selection) {
        return (int) Math.ceil(rows * selection.trainingShare());
    }

    /** Finds a data set by its id. */
    @FunctionalInterface
    public interface Source {
        /** @throws dev.espalier.catalog.InvalidInputException where there is none, naming the known ones */
        DataFacts find(Selection dataset);
    }
}
