package dev.espalier.data;

import dev.espalier.catalog.InvalidInputException;
import java.util.List;

/**
 * A CSV file as it stands, cells stripped of spaces at both ends.
 *
 * @param file its name, for messages
 * @param header unique names
 * @param rows as many cells as names each
 */
record Table(String file, List<String> header, List<List<String>> rows) {
    /** Position of the column that an option names; {@code pointer} is the place of the option. */
    int column(String name, String pointer) {
        int column = header.indexOf(name);
        if (column < 0) {
            throw new InvalidInputException(
                    pointer,
                    "There is no column '%s' in '%s'. Columns: %s.".formatted(Cells.shown(name), file, shown(header)));
        }
        return column;
    }

    /** The names cut to a number that fits a message. */
    static String shown(List<String> names) {
        return names.size() <= 20
                ? names.toString()
                : names.subList(0, 20) + " and %d more".formatted(names.size() - 20);
    }
}
