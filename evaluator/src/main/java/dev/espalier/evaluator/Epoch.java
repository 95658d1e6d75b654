package dev.espalier.evaluator;

import java.util.Map;

/**
 * One finished epoch of a training.
 *
 * @param number from 1
 * @param of epochs at most
 * @param loss mean over the epoch's steps
 * @param metrics on the validation part
 */
public record Epoch(int number, int of, double loss, Map<String, Double> metrics) {}
