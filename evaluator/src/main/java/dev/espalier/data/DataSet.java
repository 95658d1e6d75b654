package dev.espalier.data;

import dev.espalier.architecture.Shape;
import dev.espalier.catalog.Entry;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.space.Ports;
import dev.espalier.space.SearchSpaces;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a person is told of a data set before a search.
 *
 * @param id its name in a search specification
 * @param input shape of one example's features
 * @param rows of each part for seed 0
 */
public record DataSet(String id, String name, Task task, Shape input, Rows rows, Origin origin) {
    /** How many examples each part has. */
    public record Rows(int training, int validation, int test) {}

    /** Where a data set comes from. */
    public enum Origin {
        BUILT_IN,
        UPLOADED,
        FOUND;

        /** Its name in documents, such as {@code built-in}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Names of the search spaces that have settings with which their networks take such examples. */
    public List<String> spaces() {
        Ports ports = Ports.of(input, task.units());
        return SearchSpaces.catalog().entries().stream()
                .filter(entry -> fits(entry.with(Map.of()), ports))
                .map(Entry::name)
                .toList();
    }

    private static boolean fits(SearchSpaces.Template space, Ports ports) {
        try {
            space.fit(ports);
            return true;
        } catch (InvalidInputException refused) {
            // What is refused at a setting fits with another value of it.
            return !refused.pointer().equals("/name");
        }
    }
}
