package dev.espalier.benchmark;

import java.util.Map;
import java.util.Optional;

/**
 * Something that a search over a table can be after, with the numbers of every row.
 *
 * @param maximized whether greater is better
 * @param reward after full training
 * @param reports shown of what was found, the first above all
 * @param signal what a search sees where training is short; empty where the table has none
 */
public record TableMetric(
        String name, boolean maximized, Numbers reward, Map<String, Numbers> reports, Optional<Signal> signal) {

    /** A column: one number for each row, NaN where nothing was measured. */
    public interface Numbers {
        double of(int row);
    }

    /**
     * @param reward after short training
     * @param seconds that the short training took
     * @param budget seconds that a search may spend
     */
    public record Signal(Numbers reward, Numbers seconds, double budget) {}

    /** What a search sees: the signal of short training, or the reward. */
    public enum View {
        SIGNAL,
        REWARD
    }

    /** What is shown first of what was found: the first report, or the reward where there is none. */
    public Numbers headline() {
        return reports.isEmpty() ? reward : reports.values().iterator().next();
    }

    /** The value turned so that greater is better. */
    public double score(double value) {
        return maximized ? value : -value;
    }

    /**
     * The column that a search sees.
     *
     * @throws IllegalStateException where the table has no early signal
     */
    public Numbers seen(View view) {
        return view == View.REWARD ? reward : signal.orElseThrow().reward();
    }
}
