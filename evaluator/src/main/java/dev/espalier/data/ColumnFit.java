package dev.espalier.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Learns from the training part how a column becomes features. */
final class ColumnFit {
    /** Standardised values are cut here, so that one absurd cell cannot move a network. */
    private static final double BOUND = 10;
    /** Categories seen in fewer training rows share the place of the unseen ones, which is thereby trained. */
    private static final int RARE = 3;

    private ColumnFit() {}

    static Column.Numeric numeric(String name, List<String> cells) {
        double[] values = cells.stream()
                .filter(cell -> !Cells.missing(cell))
                .mapToDouble(Cells::number)
                .toArray();
        double sum = Arrays.stream(values).sum();
        // A sum beyond the range of a double has a mean within it.
        double mean = Double.isFinite(sum)
                ? sum / Math.max(1, values.length)
                : Arrays.stream(values).map(value -> value / values.length).sum();
        double variance = 0;
        for (double value : values) {
            variance += (value - mean) / values.length * (value - mean);
        }
        double deviation = Math.sqrt(variance);
        boolean spread = Double.isFinite(deviation) && deviation > 1e-12 * Math.max(1e-300, Math.abs(mean));
        return new Column.Numeric(name, mean, spread ? deviation : 1, BOUND, values.length < cells.size());
    }

    static Column.Nominal nominal(String name, List<String> cells) {
        Map<String, Integer> counts = new TreeMap<>();
        cells.stream().filter(cell -> !Cells.missing(cell)).forEach(cell -> counts.merge(cell, 1, Integer::sum));
        List<String> categories = counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= RARE)
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(Limits.CATEGORIES)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return new Column.Nominal(name, categories, cells.stream().anyMatch(Cells::missing));
    }
}
