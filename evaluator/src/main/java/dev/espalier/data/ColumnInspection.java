package dev.espalier.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Looks for columns that are useless or too good to be true. */
final class ColumnInspection {
    private static final int BINS = 50;
    private static final double GIVEN_AWAY = 0.995;

    private final RawTable data;
    private final int size;

    ColumnInspection(RawTable data) {
        this.data = data;
        this.size = data.size();
    }

    List<Preview.ColumnSummary> summaries() {
        return IntStream.range(0, data.features().size())
                .mapToObj(i -> new Preview.ColumnSummary(name(i), data.numeric().get(i) ? "numeric" : "nominal", (int)
                        cells(i).stream().filter(Cells::missing).count()))
                .toList();
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (int i = 0; i < data.features().size(); i++) {
            List<String> cells = cells(i);
            List<String> present =
                    cells.stream().filter(cell -> !Cells.missing(cell)).toList();
            long distinct = present.stream().distinct().count();
            if (distinct <= 1) {
                warnings.add("Column '%s' holds one value only: it can tell nothing.".formatted(name(i)));
                continue;
            }
            if (present.size() < size / 2) {
                warnings.add(
                        "Column '%s' is missing in %,d of %,d rows.".formatted(name(i), size - present.size(), size));
            }
            if (lists(present)) {
                warnings.add("Column '%s' holds lists of numbers, read as words: give each number a column of its own."
                        .formatted(name(i)));
                continue;
            }
            almostNumeric(i, present, warnings);
            if (identifier(i, present, distinct)) {
                warnings.add("Column '%s' differs in nearly every row, like an identifier: it can tell nothing of new"
                                .formatted(name(i))
                        + " rows.");
            } else if (givesAway(i, cells)) {
                warnings.add("Column '%s' alone gives the target away. Maybe it was written after the fact."
                        .formatted(name(i)));
            }
        }
        return warnings;
    }

    private String name(int i) {
        return data.table().header().get(data.features().get(i));
    }

    private List<String> cells(int i) {
        int column = data.features().get(i);
        return data.table().rows().stream().map(row -> row.get(column)).toList();
    }

    /** Time series, for one, as some files hold them. */
    private static boolean lists(List<String> present) {
        return present.stream().allMatch(cell -> {
            String[] parts = cell.strip().split("[ ;|]+");
            return parts.length > 1
                    && Arrays.stream(parts).allMatch(part -> Cells.parse(part).isPresent());
        });
    }

    private void almostNumeric(int i, List<String> present, List<String> warnings) {
        List<String> words =
                present.stream().filter(cell -> Cells.parse(cell).isEmpty()).toList();
        if (!words.isEmpty() && words.size() <= present.size() / 20) {
            warnings.add("Column '%s' would be numeric but for %,d cells such as '%s'."
                    .formatted(name(i), words.size(), Cells.shown(words.get(0))));
        }
    }

    /** Words that hardly repeat, or whole numbers that count the rows. */
    private boolean identifier(int i, List<String> present, long distinct) {
        if (!data.numeric().get(i)) {
            return distinct > 0.9 * present.size();
        }
        double[] values = present.stream().mapToDouble(Cells::number).toArray();
        return IntStream.range(1, values.length).allMatch(row -> values[row] == values[row - 1] + 1);
    }

    private boolean givesAway(int i, List<String> cells) {
        return switch (data.task().type()) {
            case CLASSIFICATION -> tellsClass(i, cells);
            case REGRESSION -> data.numeric().get(i) && Math.abs(correlation(cells)) > GIVEN_AWAY;
            case MULTI_LABEL -> false;
        };
    }

    /** Whether the commonest class of every value (of every fiftieth of the numbers) is nearly always right. */
    private boolean tellsClass(int i, List<String> cells) {
        IntFunction<String> bin = data.numeric().get(i) ? bins(cells) : cells::get;
        Map<String, Map<String, Integer>> counts = new TreeMap<>();
        Map<String, Integer> all = new TreeMap<>();
        for (int row = 0; row < size; row++) {
            String label = data.target(row).get(0);
            counts.computeIfAbsent(bin.apply(row), key -> new TreeMap<>()).merge(label, 1, Integer::sum);
            all.merge(label, 1, Integer::sum);
        }
        int right = counts.values().stream().mapToInt(ColumnInspection::most).sum();
        boolean groups = counts.size() * 5 <= size;
        return groups && right > GIVEN_AWAY * size && most(all) < 0.95 * size;
    }

    private static int most(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private IntFunction<String> bins(List<String> cells) {
        double[] sorted = cells.stream()
                .filter(cell -> !Cells.missing(cell))
                .mapToDouble(Cells::number)
                .distinct()
                .sorted()
                .toArray();
        return row -> {
            String cell = cells.get(row);
            if (Cells.missing(cell)) {
                return "missing";
            }
            int place = Arrays.binarySearch(sorted, Cells.number(cell));
            return sorted.length <= BINS ? cell : String.valueOf((long) place * BINS / sorted.length);
        };
    }

    /** Pearson's, with the first target, over the rows where the cell is present. */
    private double correlation(List<String> cells) {
        int[] rows = IntStream.range(0, size)
                .filter(row -> !Cells.missing(cells.get(row)))
                .toArray();
        double[] x = IntStream.of(rows)
                .mapToDouble(row -> Cells.number(cells.get(row)))
                .toArray();
        double[] y = IntStream.of(rows)
                .mapToDouble(row -> Cells.number(data.target(row).get(0)))
                .toArray();
        double meanX = Arrays.stream(x).average().orElse(0);
        double meanY = Arrays.stream(y).average().orElse(0);
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
    }
}
