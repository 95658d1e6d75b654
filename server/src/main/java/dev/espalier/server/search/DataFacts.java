package dev.espalier.server.search;

import dev.espalier.architecture.Shape;
import dev.espalier.data.DataSet;
import dev.espalier.data.Selection;
import dev.espalier.data.Task;
import dev.espalier.space.Ports;
import java.util.List;

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

    /**
     * The task in numbers, for a controller that learns from other tasks: training rows, channels, other positions of the
     * input, outputs, and 1 where these are classes or labels.
     */
    List<Double> numbers() {
        Shape input = ports.input();
        return List.of(
                (double) trainingRows,
                (double) input.channels(),
                (double) input.size() / input.channels(),
                (double) ports.units(),
                task.type() == Task.Type.REGRESSION ? 0.0 : 1.0);
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
