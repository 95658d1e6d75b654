package dev.espalier.server.history;

import dev.espalier.catalog.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which page of the trials.
 *
 * @param descending the greatest first
 * @param pageToken where the last page ended
 */
public record TrialQuery(int pageSize, Optional<String> pageToken, Column column, boolean descending, Filter filter) {
    /** What a table of trials can be sorted by. */
    public enum Column {
        NUMBER,
        /** Failed trials count as the worst. */
        SCORE,
        /** Trials without an architecture come first. */
        PARAMETERS,
        /** Trials without an architecture come first. */
        MACS,
        SECONDS;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which trials are shown. */
    public enum Filter {
        ALL,
        SCORED,
        FAILED
    }

    /** The first page in order of number. */
    public static TrialQuery first(int pageSize) {
        return new TrialQuery(pageSize, Optional.empty(), Column.NUMBER, false, Filter.ALL);
    }

    /**
     * A query from its words in an address.
     *
     * @param orderBy a column, with {@code -} in front for the greatest first
     * @param filter empty, {@code scored} or {@code failed}
     * @throws InvalidInputException for a word that is not known
     */
    public static TrialQuery of(int pageSize, Optional<String> pageToken, String orderBy, String filter) {
        boolean descending = orderBy.startsWith("-");
        String name = descending ? orderBy.substring(1) : orderBy;
        List<String> columns = Arrays.stream(Column.values()).map(Column::key).toList();
        if (!columns.contains(name)) {
            throw new InvalidInputException(
                    "/orderBy", "Trials cannot be ordered by '%s'. Known: %s.".formatted(orderBy, columns));
        }
        return new TrialQuery(
                pageSize, pageToken, Column.values()[columns.indexOf(name)], descending, filterOf(filter));
    }

    private static Filter filterOf(String word) {
        return switch (word) {
            case "" -> Filter.ALL;
            case "scored" -> Filter.SCORED;
            case "failed" -> Filter.FAILED;
            default ->
                throw new InvalidInputException(
                        "/filter", "There is no filter '%s'. Known: [scored, failed].".formatted(word));
        };
    }
}
