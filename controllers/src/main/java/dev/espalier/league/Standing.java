package dev.espalier.league;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a search stands at a checkpoint.
 *
 * @param checkpoint queries or seconds
 * @param value of the best by what the search saw; null where nothing was measured yet
 * @param regret distance of the value from the table's optimum
 * @param reports of the best, as far as they were measured
 * @param queries that were paid
 * @param repeatsIsomorphic proposals of a network that is isomorphic to an earlier one
 * @param repeatsSame proposals of a network that the table calls the same as an earlier one; null without such a column
 */
public record Standing(
        double checkpoint,
        @Nullable Double value,
        @Nullable Double regret,
        Map<String, Double> reports,
        int proposals,
        int queries,
        double seconds,
        int repeatsIsomorphic,
        @Nullable Integer repeatsSame) {}
