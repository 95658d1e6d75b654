package dev.espalier.controller;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Numbers by their ranks alone: what normally distributed ones of the same ranks would be expected to be. */
final class NormalScores {
    private NormalScores() {}

    /** The normal quantile of {@code (rank + 1/2) / count}; equal values share the mean of their ranks. */
    static double[] of(double[] values) {
        Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
        double[] scores = new double[values.length];
        for (int from = 0, to; from < order.length; from = to) {
            to = from + 1;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            double score = quantile((from + to) / 2.0 / order.length);
            for (int rank = from; rank < to; rank++) {
                scores[order[rank]] = score;
            }
        }
        return scores;
    }

    /** Of the standard normal distribution, within 4.5e-4 (Abramowitz and Stegun 1964, equation 26.2.23). */
    static double quantile(double probability) {
        double t = Math.sqrt(-2 * Math.log(Math.min(probability, 1 - probability)));
        double above =
                t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
        return probability < 0.5 ? -above : above;
    }
}
