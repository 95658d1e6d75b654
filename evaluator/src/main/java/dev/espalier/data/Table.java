package dev.espalier.data;

import java.util.List;

/**
 * A CSV file as it stands, cells stripped of spaces at both ends.
 *
 * @param file its name, for messages
 * @param header unique names
 * @param rows as many cells as names each
 */
record Table(String file, List<String> header, List<List<String>> rows) {
    /** Position of that column. */
    int column(String name) {
        int column = header.indexOf(name);
        Limits.check(column >= 0, "There is no column '%s' in '%s'. Columns: %s.", name, file, shown(header));
        return column;
    }

    /** The names cut to a number that fits a message. */
    static String shown(List<String> names) {
        return names.size() <= 20
                ? names.toString()
                : names.subList(0, 20) + " and %d more".formatted(names.size() - 20);
    }
}
