package dev.espalier.league;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A controller at a checkpoint of a contest, over all seeds.
 *
 * @param mean of the values, as {@code std} and {@code median}
 * @param regret mean distance from the table's optimum
 * @param queries paid, on average
 * @param reports means of what is reported of the best by reward
 * @param againstRandom null where random search did not run, or is this one
 */
public record LeagueRow(
        String controller,
        Map<String, Object> settings,
        String benchmark,
        String metric,
        String protocol,
        String repeats,
        double checkpoint,
        int searches,
        @Nullable Double mean,
        @Nullable Double std,
        @Nullable Double median,
        @Nullable Double regret,
        double queries,
        double proposals,
        double repeatsIsomorphic,
        @Nullable Double repeatsSame,
        Map<String, Double> reports,
        @Nullable Paired againstRandom,
        @Nullable Paired againstLocalSearch) {}
