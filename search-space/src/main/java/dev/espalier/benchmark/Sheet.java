package dev.espalier.benchmark;

import dev.espalier.benchmark.Description.Condition;
import dev.espalier.benchmark.Description.JoinedFile;
import dev.espalier.benchmark.Description.Reference;
import dev.espalier.catalog.InvalidInputException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The files of a description side by side: rows are those of the first file for which the conditions hold. */
final class Sheet {
    private final List<Part> parts = new ArrayList<>();
    private final int[] kept;

    /**
     * @param key by which it is joined, none for the first
     * @param rows for each row of the first file the one of this file
     */
    private record Part(CsvTable table, Optional<String> key, int[] rows) {
        boolean has(String column) {
            return table.header().contains(column) && !key.equals(Optional.of(column));
        }
    }

    /**
     * @throws InvalidInputException with a pointer into the description, naming file, line and column
     */
    Sheet(Description description, Path folder) {
        for (JoinedFile file : description.files()) {
            CsvTable table = within(file.pointer(), () -> CsvTable.read(folder.resolve(file.file())));
            parts.add(new Part(
                    table,
                    file.key().map(Reference::column),
                    file.key()
                            .map(key -> joined(key, table))
                            .orElseGet(() ->
                                    IntStream.range(0, table.rows().size()).toArray())));
        }
        this.kept = kept(description.layout().where());
    }

    /** A column of one of the files, its rows being those of the sheet. */
    final class Column {
        private final Reference reference;
        private final Part part;
        private final int index;

        private Column(Reference reference, Part part) {
            this.reference = reference;
            this.part = part;
            this.index = part.table().header().indexOf(reference.column());
        }

        String text(int row) {
            return at(kept[row]).cells().get(index);
        }

        /** The number there times the factor, NaN where the cell is empty. */
        double number(int row) {
            String cell = text(row);
            if (cell.isEmpty()) {
                return Double.NaN;
            }
            double number = cell.matches("[+-]?(\\d++\\.?\\d*+|\\.\\d++)([eE][+-]?\\d{1,5})?")
                    ? Double.parseDouble(cell) * reference.factor()
                    : Double.NaN;
            if (!Double.isFinite(number)) {
                throw refused(row, "holds '" + brief(cell) + "', which is no finite number");
            }
            return number;
        }

        String place(int row) {
            return "Line %d of '%s', column '%s'"
                    .formatted(at(kept[row]).line(), part.table().file(), reference.column());
        }

        InvalidInputException refused(int row, String what) {
            return new InvalidInputException(reference.pointer(), "%s %s.".formatted(place(row), what));
        }

        private CsvTable.Row at(int mainRow) {
            return part.table().rows().get(part.rows()[mainRow]);
        }
    }

    int rows() {
        return kept.length;
    }

    /** Where a row stands, for messages. */
    String place(int row) {
        CsvTable main = parts.get(0).table();
        return "line %d of '%s'".formatted(main.rows().get(kept[row]).line(), main.file());
    }

    /**
     * The column of that name.
     *
     * @throws InvalidInputException where no file has it, or two
     */
    Column column(Reference reference) {
        List<Part> having =
                parts.stream().filter(part -> part.has(reference.column())).toList();
        if (having.isEmpty()) {
            throw new InvalidInputException(
                    reference.pointer(),
                    "There is no column '%s'. Line 1 names: %s."
                            .formatted(
                                    reference.column(),
                                    parts.stream()
                                            .map(part -> part.table().file() + " "
                                                    + part.table().header())
                                            .collect(Collectors.joining(", "))));
        }
        if (having.size() > 1) {
            throw new InvalidInputException(
                    reference.pointer(), "Two of the files have a column '%s'.".formatted(reference.column()));
        }
        return new Column(reference, having.get(0));
    }

    /** Sums of the files' contents. */
    List<String> sums() {
        return parts.stream().map(part -> part.table().sum()).toList();
    }

    private int[] joined(Reference key, CsvTable table) {
        CsvTable main = parts.get(0).table();
        int own = indexOf(key, table);
        int there = indexOf(key, main);
        Map<String, Integer> rows = new HashMap<>(); // looked up, never iterated
        for (int row = 0; row < table.rows().size(); row++) {
            CsvTable.Row each = table.rows().get(row);
            if (rows.put(each.cells().get(own), row) != null) {
                throw new InvalidInputException(
                        key.pointer(),
                        "Line %d of '%s', column '%s' repeats '%s'."
                                .formatted(
                                        each.line(),
                                        table.file(),
                                        key.column(),
                                        brief(each.cells().get(own))));
            }
        }
        return main.rows().stream()
                .mapToInt(row -> {
                    Integer found = rows.get(row.cells().get(there));
                    if (found == null) {
                        throw new InvalidInputException(
                                key.pointer(),
                                "Line %d of '%s', column '%s': '%s' is not in '%s'."
                                        .formatted(
                                                row.line(),
                                                main.file(),
                                                key.column(),
                                                brief(row.cells().get(there)),
                                                table.file()));
                    }
                    return found;
                })
                .toArray();
    }

    private static int indexOf(Reference reference, CsvTable table) {
        int index = table.header().indexOf(reference.column());
        if (index < 0) {
            throw new InvalidInputException(
                    reference.pointer(),
                    "Line 1 of '%s' names no column '%s': %s."
                            .formatted(table.file(), reference.column(), table.header()));
        }
        return index;
    }

    private int[] kept(List<Condition> conditions) {
        CsvTable main = parts.get(0).table();
        int[] columns = conditions.stream()
                .mapToInt(each -> indexOf(each.column(), main))
                .toArray();
        int[] rows = IntStream.range(0, main.rows().size())
                .filter(row -> IntStream.range(0, columns.length)
                        .allMatch(i -> conditions
                                .get(i)
                                .words()
                                .contains(main.rows().get(row).cells().get(columns[i]))))
                .toArray();
        if (rows.length == 0) {
            throw new InvalidInputException("/where", "No row of '%s' is as asked.".formatted(main.file()));
        }
        return rows;
    }

    /** A cell cut to a length that fits a message. */
    static String brief(String cell) {
        return cell.length() <= 60 ? cell : cell.substring(0, 60) + "...";
    }

    private static <T> T within(String pointer, Supplier<T> read) {
        try {
            return read.get();
        } catch (InvalidInputException refused) {
            throw refused.within(pointer);
        } catch (InvalidPathException noName) {
            throw new InvalidInputException(pointer, "This names no file: %s".formatted(noName.getReason()), noName);
        }
    }
}
