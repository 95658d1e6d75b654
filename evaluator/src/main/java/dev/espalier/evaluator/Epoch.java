package dev.espalier.evaluator;

import java.util.Map;

/**
 * One finished epoch of a training, or what it begins with.
 *
 * @param number from 1; 0 for the start of a network that was trained before
 * @param of epochs at most
 * @param loss mean over the epoch's steps; NaN for a start
 * @param metrics on the validation part
 */
public record Epoch(int number, int of, double loss, Map<String, Double> metrics) {}
