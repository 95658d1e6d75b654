package dev.espalier.league;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.hipparchus.stat.descriptive.rank.Percentile;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of several searches in brief; all null where there are none.
 *
 * @param std of the sample; 0 for one number
 */
public record Summary(
        int count,
        @Nullable Double mean,
        @Nullable Double std,
        @Nullable Double median) {

    /** Of the numbers that are there. */
    static Summary of(List<@Nullable Double> numbers) {
        double[] there = there(numbers);
        if (there.length == 0) {
            return new Summary(0, null, null, null);
        }
        double mean = mean(there);
        double squares = Arrays.stream(there)
                .map(number -> (number - mean) * (number - mean))
                .sum();
        double std = there.length == 1 ? 0 : Math.sqrt(squares / (there.length - 1));
        return new Summary(there.length, mean, std, percentile(there, 50));
    }

    static double[] there(List<@Nullable Double> numbers) {
        return numbers.stream()
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    static double mean(double[] numbers) {
        return Arrays.stream(numbers).sum() / numbers.length;
    }

    /** Between the order statistics, linear; numbers from 0 to 100 percent. */
    static double percentile(double[] numbers, double percent) {
        return new Percentile(percent)
                .withEstimationType(Percentile.EstimationType.R_7)
                .evaluate(numbers);
    }
}
