package dev.espalier.data;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** What the text of a table's cell means. */
final class Cells {
    /** Spellings of a value that was not measured, besides an empty cell. */
    static final List<String> MISSING = List.of("", "?", "NA", "N/A", "NaN", "nan", "null", "NULL");

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,5})?");
    private static final List<String> INFINITE = List.of("inf", "infinity");

    private Cells() {}

    static boolean missing(String cell) {
        return MISSING.contains(cell);
    }

    /** The finite number that the cell spells; empty for anything else. */
    static OptionalDouble parse(String cell) {
        if (cell.length() > 64 || !NUMBER.matcher(cell).matches()) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(cell);
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** Whether the cell means a number that no computation can use: infinite, or beyond the range of a double. */
    static boolean unbounded(String cell) {
        String bare = cell.startsWith("-") || cell.startsWith("+") ? cell.substring(1) : cell;
        return INFINITE.contains(bare.toLowerCase(Locale.ROOT))
                || (NUMBER.matcher(cell).matches() && parse(cell).isEmpty());
    }

    /** The number that the cell spells; an {@link IllegalArgumentException} with the cell where there is none. */
    static double number(String cell) {
        return parse(cell)
                .orElseThrow(() -> new IllegalArgumentException("'%s' is not a finite number.".formatted(shown(cell))));
    }

    /** The cell cut to a length that fits a message, control characters replaced. */
    static String shown(String cell) {
        String cut = cell.length() > 40 ? cell.substring(0, 40) + "..." : cell;
        return cut.replaceAll("\\p{Cntrl}", "\uFFFD");
    }
}
