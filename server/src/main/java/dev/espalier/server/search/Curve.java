package dev.espalier.server.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the scores of a search went, thinned to what a screen can show.
 *
 * @param random what uniform draws give, where that is known
 */
record Curve(List<Point> points, @Nullable Band random) {
    /**
     * @param number of the last trial that the point stands for
     * @param score the best of the trials that the point stands for; null where all of them failed
     * @param best of all trials so far
     * @param mean of the last trials that were scored
     */
    record Point(
            int number,
            @Nullable Double score,
            @Nullable Double best,
            @Nullable Double mean) {}

    /**
     * @param low 10th percentile at each number
     * @param middle median or mean at each number
     * @param high 90th percentile at each number
     * @param from where the band comes from, in words
     */
    record Band(List<Integer> numbers, List<Double> low, List<Double> middle, List<Double> high, String from) {}
}
