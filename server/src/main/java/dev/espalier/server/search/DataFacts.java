package dev.espalier.server.search;

import dev.espalier.data.Task;
import dev.espalier.space.Ports;

/**
 * What must be known of a data set to check and complete a specification, without reading its examples.
 *
 * @param trainingRows examples to train on
 * @param validationRows examples to score on
 */
public record DataFacts(Task task, Ports ports, int trainingRows, int validationRows) {
    /** Finds a data set by its id. */
    @FunctionalInterface
    public interface Source {
        /** @throws dev.espalier.catalog.InvalidInputException where there is none, naming the known ones */
        DataFacts find(String dataset);
    }
}
