package dev.espalier.server.rank;

import dev.espalier.trial.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.random.RandomGenerator;
import org.hipparchus.stat.correlation.KendallsCorrelation;
import org.hipparchus.stat.correlation.PearsonsCorrelation;
import org.hipparchus.stat.correlation.SpearmansCorrelation;
import org.jspecify.annotations.Nullable;

/**
 * How well one score of some architectures goes with another. Intervals are percentiles over {@value #RESAMPLES}
 * bootstrap resamples of the architectures (Efron 1979), drawn from a fixed stream, so that the same scores always give
 * the same numbers.
 *
 * @param architectures how many were compared
 * @param kendall tau-b; null where it is undefined, as with fewer than three architectures or one score for all
 * @param spearman rank correlation
 * @param pearson linear correlation
 */
public record Agreement(
        int architectures,
        @Nullable Interval kendall,
        @Nullable Interval spearman,
        @Nullable Interval pearson) {
    private static final int RESAMPLES = 1000;
    private static final int FEWEST = 3;
    private static final double TAIL = 0.025;

    static Agreement of(List<Scores> scores) {
        double[] one = scores.stream().mapToDouble(Scores::score).toArray();
        double[] other = scores.stream().mapToDouble(Scores::reference).toArray();
        return new Agreement(
                scores.size(),
                interval(one, other, new KendallsCorrelation()::correlation),
                interval(one, other, new SpearmansCorrelation()::correlation),
                interval(one, other, new PearsonsCorrelation()::correlation));
    }

    /** Two scores of one architecture, both the greater the better. */
    record Scores(double score, double reference) {}

    private static @Nullable Interval interval(
            double[] one, double[] other, ToDoubleBiFunction<double[], double[]> statistic) {
        double value = one.length < FEWEST ? Double.NaN : statistic.applyAsDouble(one, other);
        if (!Double.isFinite(value)) {
            return null;
        }
        RandomGenerator random = new Seeds(0).stream("bootstrap");
        double[] resampled = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            int[] rows = random.ints(one.length, 0, one.length).toArray();
            resampled[i] = statistic.applyAsDouble(picked(one, rows), picked(other, rows));
        }
        double[] sorted =
                Arrays.stream(resampled).filter(Double::isFinite).sorted().toArray();
        return sorted.length == 0
                ? new Interval(value, value, value)
                : new Interval(value, quantile(sorted, TAIL), quantile(sorted, 1 - TAIL));
    }

    private static double[] picked(double[] values, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }
}
