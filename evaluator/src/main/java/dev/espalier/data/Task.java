package dev.espalier.data;

import java.util.List;

/**
 * What is to be predicted.
 *
 * @param type decides the loss, the metrics and what a target is
 * @param labels names of the classes, labels or targets; one output unit each
 */
public record Task(Type type, List<String> labels) {
    /** Kinds of tasks. */
    public enum Type {
        /** One of several classes; targets are one-hot. */
        CLASSIFICATION,
        /** One number or several, in standardised units while training. */
        REGRESSION,
        /** Any number of labels at once; targets are 0 or 1. */
        MULTI_LABEL
    }

    public Task {
        labels = List.copyOf(labels);
    }

    /** Output units of a network for this task. */
    public int units() {
        return labels.size();
    }
}
