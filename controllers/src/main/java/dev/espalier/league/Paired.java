package dev.espalier.league;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Two controllers over equal seeds: the paired t-test (Student 1908) of their differences.
 *
 * @param difference mean of this one less the other, turned so that above 0 is better
 * @param low of the 95 % interval
 * @param high of the 95 % interval
 * @param p two-sided, that the difference is chance
 */
public record Paired(int pairs, double difference, double low, double high, double p) {
    private static final double CONFIDENCE = 0.95;

    /** Over the seeds at which both have a value; null where these are fewer than two. */
    static @Nullable Paired of(List<@Nullable Double> own, List<@Nullable Double> other, boolean maximized) {
        double[] differences = IntStream.range(0, Math.min(own.size(), other.size()))
                .filter(i -> own.get(i) != null && other.get(i) != null)
                .mapToDouble(i -> difference(own.get(i), other.get(i), maximized))
                .toArray();
        return differences.length < 2 ? null : of(differences);
    }

    private static double difference(@Nullable Double own, @Nullable Double other, boolean maximized) {
        double one = own == null ? 0 : own;
        double two = other == null ? 0 : other;
        return maximized ? one - two : two - one;
    }

    private static Paired of(double[] differences) {
        int pairs = differences.length;
        double mean = Summary.mean(differences);
        double squares = Arrays.stream(differences)
                .map(difference -> (difference - mean) * (difference - mean))
                .sum();
        double error = Math.sqrt(squares / (pairs - 1) / pairs);
        if (error == 0) {
            return new Paired(pairs, mean, mean, mean, mean == 0 ? 1 : 0);
        }
        TDistribution student = new TDistribution(pairs - 1);
        double half = error * student.inverseCumulativeProbability((1 + CONFIDENCE) / 2);
        double p = 2 * student.cumulativeProbability(-Math.abs(mean) / error);
        return new Paired(pairs, mean, mean - half, mean + half, p);
    }

    /** Whether the whole interval lies above 0. */
    public boolean better() {
        return low > 0;
    }
}
