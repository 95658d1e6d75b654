package dev.espalier.benchmark;

import dev.espalier.benchmark.Description.MetricColumns;
import dev.espalier.benchmark.Description.Reference;
import dev.espalier.catalog.InvalidInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what was measured of each play.
 *
 * @param rows for each play those of the sheet
 */
record Measurements(Sheet sheet, List<List<Integer>> rows) {
    /** A metric of the description, of which there is a reward somewhere, and a number to show first. */
    TableMetric metric(MetricColumns columns) {
        columns.reports().values().stream().findFirst().ifPresent(shown -> measuredSomewhere(numbers(shown), shown));
        Optional<TableMetric.Signal> signal = columns.signal()
                .map(given -> new TableMetric.Signal(
                        measuredSomewhere(numbers(given.reward()), given.reward()),
                        seconds(given.seconds()),
                        given.budget()));
        return new TableMetric(
                columns.name(),
                columns.maximized(),
                measuredSomewhere(numbers(columns.reward()), columns.reward()),
                numbers(columns.reports()),
                signal);
    }

    private TableMetric.Numbers measuredSomewhere(TableMetric.Numbers numbers, Reference column) {
        for (int row = 0; row < rows.size(); row++) {
            if (!Double.isNaN(numbers.of(row))) {
                return numbers;
            }
        }
        throw new InvalidInputException(
                column.pointer(), "The column '%s' has no number in any row.".formatted(column.column()));
    }

    private TableMetric.Numbers seconds(Reference reference) {
        TableMetric.Numbers seconds = numbers(reference);
        for (int row = 0; row < rows.size(); row++) {
            if (!(seconds.of(row) > 0)) {
                throw new InvalidInputException(
                        reference.pointer(),
                        "The seconds (%s) on %s, column '%s' must be positive."
                                .formatted(
                                        seconds.of(row),
                                        sheet.place(rows.get(row).get(0)),
                                        reference.column()));
            }
        }
        return seconds;
    }

    /** Several columns by name. */
    Map<String, TableMetric.Numbers> numbers(Map<String, Reference> references) {
        Map<String, TableMetric.Numbers> numbers = new LinkedHashMap<>();
        references.forEach((label, reference) -> numbers.put(label, numbers(reference)));
        return Collections.unmodifiableMap(numbers);
    }

    /** The mean over the rows of each play of what was measured. */
    private TableMetric.Numbers numbers(Reference reference) {
        Sheet.Column column = sheet.column(reference);
        double[] numbers = rows.stream()
                .mapToDouble(group -> group.stream()
                        .mapToDouble(column::number)
                        .filter(number -> !Double.isNaN(number))
                        .average()
                        .orElse(Double.NaN))
                .toArray();
        return row -> numbers[row];
    }

    /** The names of networks, which must be the same in all rows of a play. */
    List<String> same(Reference reference) {
        Sheet.Column column = sheet.column(reference);
        List<String> words = new ArrayList<>();
        for (List<Integer> group : rows) {
            String word = column.text(group.get(0));
            for (int row : group) {
                if (word.isEmpty() || !column.text(row).equals(word)) {
                    throw column.refused(row, "must name the network, and the same one in every row of a play");
                }
            }
            words.add(word);
        }
        return List.copyOf(words);
    }
}
