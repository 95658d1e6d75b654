package dev.espalier.data;

import dev.espalier.space.Ports;
import java.util.Optional;

/**
 * A data set split, preprocessed and ready to train on. Everything was fitted on the training part alone.
 *
 * @param test absent in the process of a search: it is read for the final training only
 * @param preprocessing how a raw example becomes features, part of every exported model
 */
public record PreparedData(
        String name,
        Task task,
        Examples training,
        Examples validation,
        Optional<Examples> test,
        Preprocessing preprocessing) {
    /** What an architecture for this data must connect. */
    public Ports ports() {
        return Ports.of(training.shape(), task.units());
    }
}
