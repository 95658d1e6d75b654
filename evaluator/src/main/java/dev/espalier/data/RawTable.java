package dev.espalier.data;

import dev.espalier.data.Division.Stratified;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows of a table with their targets.
 *
 * @param features positions of the columns that the network sees
 * @param numeric whether each of those holds numbers
 */
record RawTable(Table table, Goal goal, ReadOptions options, List<Integer> features, List<Boolean> numeric)
        implements RawData {
    /**
     * Finds the targets and what each column holds.
     *
     * @throws dev.espalier.catalog.InvalidInputException where the table cannot be learnt from
     */
    static RawTable of(Table table, ReadOptions options) {
        Goal goal = Goal.of(table, options);
        List<Integer> roles = Stream.of(
                        options.group().map(name -> table.column(name, "/group")),
                        options.time().map(name -> table.column(name, "/time")),
                        options.split().map(name -> table.column(name, "/split")))
                .flatMap(Optional::stream)
                .toList();
        List<Integer> features = IntStream.range(0, table.header().size())
                .filter(column -> !goal.columns().contains(column) && !roles.contains(column))
                .boxed()
                .toList();
        Limits.check(!features.isEmpty(), "'%s' has no column beside its targets.", table.file());
        options.nominal().forEach(name -> table.column(name, "/nominal"));
        List<Boolean> numeric = features.stream()
                .map(column -> !options.nominal().contains(table.header().get(column)) && numeric(table, column))
                .toList();
        return new RawTable(table, goal, options, features, numeric);
    }

    /** Other rows of the same kind, such as a test part in a file of its own. */
    RawTable like(Table other) {
        Limits.check(
                other.header().equals(table.header()),
                "The header of '%s' is not that of '%s': %s.",
                other.file(),
                table.file(),
                Table.shown(other.header()));
        RawTable rows = new RawTable(other, goal, options, features, numeric);
        rows.check();
        return rows;
    }

    private void check() {
        for (int row = 0; row < size(); row++) {
            try {
                Targets.unscaled(task()).encode(target(row));
            } catch (IllegalArgumentException refused) {
                throw Limits.refused("Row %d of '%s': %s", row + 1, table.file(), refused.getMessage());
            }
            for (int i = 0; i < features.size(); i++) {
                String cell = table.rows().get(row).get(features.get(i));
                Limits.check(
                        !numeric.get(i)
                                || Cells.missing(cell)
                                || Cells.parse(cell).isPresent(),
                        "Row %d of '%s': '%s' of the numeric column '%s' is not a finite number.",
                        row + 1,
                        table.file(),
                        Cells.shown(cell),
                        table.header().get(features.get(i)));
            }
        }
    }

    private static boolean numeric(Table table, int column) {
        int unbounded = -1;
        boolean any = false;
        for (int row = 0; row < table.rows().size(); row++) {
            String cell = table.rows().get(row).get(column);
            if (Cells.missing(cell)) {
                continue;
            }
            any = true;
            if (Cells.unbounded(cell)) {
                unbounded = row;
            } else if (Cells.parse(cell).isEmpty()) {
                return false;
            }
        }
        Limits.check(
                unbounded < 0,
                "Row %d of '%s': '%s' of column '%s' is not a finite number.",
                unbounded + 1,
                table.file(),
                unbounded < 0 ? "" : Cells.shown(table.rows().get(unbounded).get(column)),
                table.header().get(column));
        return any;
    }

    @Override
    public int size() {
        return table.rows().size();
    }

    @Override
    public Task task() {
        return goal.task();
    }

    @Override
    public RawExample.Row example(int row) {
        List<String> cells = table.rows().get(row);
        return new RawExample.Row(features.stream().map(cells::get).toList());
    }

    @Override
    public List<String> target(int row) {
        return goal.columns().stream().map(table.rows().get(row)::get).toList();
    }

    @Override
    public Division division() {
        return Division.of(table, options, new Stratified(this));
    }

    @Override
    public TablePreprocessing fit(int... rows) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            int column = features.get(i);
            List<String> cells = IntStream.of(rows)
                    .mapToObj(row -> table.rows().get(row).get(column))
                    .toList();
            String name = table.header().get(column);
            columns.add(numeric.get(i) ? ColumnFit.numeric(name, cells) : ColumnFit.nominal(name, cells));
        }
        TablePreprocessing fitted = new TablePreprocessing(columns, targets(rows));
        Limits.check(
                fitted.shape().channels() <= Limits.FEATURES,
                "'%s' becomes %d features; at most %d are taken.",
                table.file(),
                fitted.shape().channels(),
                Limits.FEATURES);
        return fitted;
    }

    private Targets targets(int... rows) {
        if (task().type() != Task.Type.REGRESSION) {
            return Targets.unscaled(task());
        }
        List<Double> means = new ArrayList<>();
        List<Double> deviations = new ArrayList<>();
        for (int column : goal.columns()) {
            List<String> cells = IntStream.of(rows)
                    .mapToObj(row -> table.rows().get(row).get(column))
                    .toList();
            Column.Numeric fitted = ColumnFit.numeric(table.header().get(column), cells);
            means.add(fitted.mean());
            deviations.add(fitted.deviation());
        }
        return new Targets(task(), means, deviations);
    }
}
