package dev.espalier.data;

import dev.espalier.catalog.InvalidInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What is to be predicted in a table.
 *
 * @param columns positions of the targets in the header
 * @param statement what was found, in words
 */
record Goal(Task task, List<Integer> columns, String statement) {
    /** A column of whole numbers with more different values than these is taken for a quantity. */
    private static final int MOST_NUMBERED_CLASSES = 20;

    private static final String LABEL = "label:";
    private static final String TARGET = "target:";
    private static final List<String> USUAL = List.of("label", "class", "target");

    /** Finds it from the options, the header and the cells, in this order. */
    static Goal of(Table table, ReadOptions options) {
        if (options.target().isPresent()) {
            int column = table.column(options.target().get(), "/target");
            return single(table, column, "given", options.task());
        }
        for (String prefix : List.of(LABEL, TARGET)) {
            List<Integer> columns = IntStream.range(0, table.header().size())
                    .filter(column -> table.header().get(column).startsWith(prefix))
                    .boxed()
                    .toList();
            if (!columns.isEmpty()) {
                return several(table, columns, prefix, options.task());
            }
        }
        int column = usual(table.header(), options);
        return single(
                table,
                column,
                usual(table.header().get(column)) ? "found by its name" : "the last column",
                options.task());
    }

    /** A column that has another role is no target. */
    private static int usual(List<String> header, ReadOptions options) {
        List<Integer> free = IntStream.range(0, header.size())
                .filter(column -> !options.roles().contains(header.get(column)))
                .boxed()
                .toList();
        Limits.check(!free.isEmpty(), "Every column has another role; none is left to predict.");
        return free.stream()
                .filter(column -> usual(header.get(column)))
                .findFirst()
                .orElseGet(() -> free.get(free.size() - 1));
    }

    private static boolean usual(String name) {
        return USUAL.contains(name.toLowerCase(Locale.ROOT));
    }

    private static Goal several(Table table, List<Integer> columns, String prefix, Optional<Task.Type> given) {
        Task.Type type = prefix.equals(LABEL) ? Task.Type.MULTI_LABEL : Task.Type.REGRESSION;
        if (given.isPresent() && given.get() != type) {
            throw new InvalidInputException(
                    "/task",
                    "Columns called '%s...' are a %s, not a %s. Maybe name one column as the target."
                            .formatted(prefix, words(type), words(given.get())));
        }
        Limits.check(
                columns.size() <= Limits.CLASSES,
                "'%s' has %d columns '%s...'; at most %d are read.",
                table.file(),
                columns.size(),
                prefix,
                Limits.CLASSES);
        List<String> names = columns.stream()
                .map(column -> table.header().get(column).substring(prefix.length()))
                .toList();
        for (int column : columns) {
            if (type == Task.Type.MULTI_LABEL) {
                requireFlags(table, column);
            } else {
                requireNumbers(table, column);
            }
        }
        return new Goal(
                new Task(type, names),
                columns,
                "%d columns '%s...': %s.".formatted(columns.size(), prefix, words(type)));
    }

    private static Goal single(Table table, int column, String how, Optional<Task.Type> given) {
        String name = table.header().get(column);
        requirePresent(table, column);
        Task.Type type =
                given.orElseGet(() -> quantity(table, column) ? Task.Type.REGRESSION : Task.Type.CLASSIFICATION);
        String statement = "Column '%s' (%s): %s (%s)."
                .formatted(name, how, words(type), given.isPresent() ? "given" : "found from the data");
        return switch (type) {
            case REGRESSION -> {
                requireNumbers(table, column);
                yield new Goal(new Task(type, List.of(name)), List.of(column), statement);
            }
            case CLASSIFICATION -> new Goal(new Task(type, classes(table, column)), List.of(column), statement);
            case MULTI_LABEL ->
                throw Limits.refused(
                        "Several labels need columns called '%s...' with 0 or 1 in each row; '%s' is one column.",
                        LABEL, name);
        };
    }

    private static String words(Task.Type type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Different texts of the column, in the order of their numbers or else of the alphabet. */
    private static List<String> classes(Table table, int column) {
        Set<String> distinct = new TreeSet<>();
        table.rows().forEach(row -> distinct.add(row.get(column)));
        String name = table.header().get(column);
        int most = Math.min(Limits.CLASSES, table.rows().size() / 2);
        Limits.check(
                distinct.size() <= most,
                "Column '%s' has %d different values in %d rows; a class needs at most %d. Maybe it is a regression,"
                        + " or another column is the target.",
                name,
                distinct.size(),
                table.rows().size(),
                most);
        Limits.check(
                distinct.size() > 1,
                "Column '%s' holds the one class '%s' in every row; at least two are needed.",
                name,
                Cells.shown(distinct.iterator().next()));
        List<String> classes = new ArrayList<>(distinct);
        if (classes.stream().allMatch(label -> Cells.parse(label).isPresent())) {
            classes.sort(Comparator.comparingDouble(Cells::number).thenComparing(Comparator.naturalOrder()));
        }
        return List.copyOf(classes);
    }

    private static boolean quantity(Table table, int column) {
        Set<String> distinct = new TreeSet<>();
        boolean fractions = false;
        for (List<String> row : table.rows()) {
            String cell = row.get(column);
            if (Cells.parse(cell).isEmpty()) {
                return Cells.unbounded(cell);
            }
            double value = Cells.number(cell);
            fractions |= value != Math.rint(value);
            if (distinct.size() <= MOST_NUMBERED_CLASSES) {
                distinct.add(cell);
            }
        }
        return fractions || distinct.size() > MOST_NUMBERED_CLASSES;
    }

    private static void requirePresent(Table table, int column) {
        for (int row = 0; row < table.rows().size(); row++) {
            Limits.check(
                    !Cells.missing(table.rows().get(row).get(column)),
                    "Row %d of '%s' has no target: column '%s' is '%s'.",
                    row + 1,
                    table.file(),
                    table.header().get(column),
                    table.rows().get(row).get(column));
        }
    }

    private static void requireNumbers(Table table, int column) {
        for (int row = 0; row < table.rows().size(); row++) {
            Limits.check(
                    Cells.parse(table.rows().get(row).get(column)).isPresent(),
                    "Row %d of '%s': target '%s' is '%s', which is not a finite number.",
                    row + 1,
                    table.file(),
                    table.header().get(column),
                    Cells.shown(table.rows().get(row).get(column)));
        }
    }

    private static void requireFlags(Table table, int column) {
        for (int row = 0; row < table.rows().size(); row++) {
            String cell = table.rows().get(row).get(column);
            Limits.check(
                    cell.equals("0") || cell.equals("1"),
                    "Row %d of '%s': label '%s' is '%s'; it must be 0 or 1.",
                    row + 1,
                    table.file(),
                    table.header().get(column),
                    Cells.shown(cell));
        }
    }
}
