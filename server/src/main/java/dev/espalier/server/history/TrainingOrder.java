package dev.espalier.server.history;

/**
 * A trial that shall be trained to the end.
 *
 * @param epochs at most
 * @param inherits whether it begins with what the search's evaluator has learned for it, rather than afresh
 */
public record TrainingOrder(int number, int epochs, boolean inherits) {}
