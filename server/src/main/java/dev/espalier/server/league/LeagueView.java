package dev.espalier.server.league;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.espalier.league.LeagueResult;
import dev.espalier.league.LeagueRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A league as the API gives it.
 *
 * @param state {@code finished}; {@code unfinished} where the command was interrupted or still plays; {@code unreadable}
 *     with a {@code problem}
 * @param rows only where one league is asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LeagueView(
        String name,
        String state,
        @Nullable String problem,
        @Nullable Instant finishedAt,
        @Nullable String protocol,
        @Nullable String repeats,
        @Nullable Integer seeds,
        List<ContestView> contests,
        @Nullable List<LeagueResult.Misfit> refused,
        @Nullable List<LeagueRow> rows) {

    /**
     * A benchmark and a metric.
     *
     * @param checkpoints queries or seconds, ascending
     * @param controllers how many played
     * @param recommended one for each checkpoint that has values
     */
    record ContestView(
            String benchmark,
            String metric,
            String direction,
            int plays,
            double optimum,
            List<Double> checkpoints,
            int controllers,
            List<At> recommended) {}

    /** What is recommended at a checkpoint. */
    record At(double checkpoint, Recommendation recommendation) {}

    static LeagueView of(String name, Instant finishedAt, LeagueDocument document) {
        return new LeagueView(
                name,
                "finished",
                null,
                finishedAt,
                document.protocol(),
                document.repeats(),
                document.seeds(),
                document.benchmarks().stream()
                        .map(facts -> contest(facts, document.rows()))
                        .toList(),
                document.refused(),
                document.rows());
    }

    static LeagueView unfinished(String name) {
        return new LeagueView(name, "unfinished", null, null, null, null, null, List.of(), null, null);
    }

    static LeagueView unreadable(String name, String problem) {
        return new LeagueView(name, "unreadable", problem, null, null, null, null, List.of(), null, null);
    }

    LeagueView withoutRows() {
        return new LeagueView(name, state, problem, finishedAt, protocol, repeats, seeds, contests, null, null);
    }

    private static ContestView contest(LeagueDocument.Facts facts, List<LeagueRow> all) {
        List<LeagueRow> rows = all.stream().filter(facts::has).toList();
        List<Double> checkpoints =
                rows.stream().map(LeagueRow::checkpoint).distinct().sorted().toList();
        return new ContestView(
                facts.benchmark(),
                facts.metric(),
                facts.direction(),
                facts.plays(),
                facts.optimum(),
                checkpoints,
                (int) rows.stream().map(LeagueRow::controller).distinct().count(),
                checkpoints.stream()
                        .flatMap(checkpoint -> at(checkpoint, rows, facts.maximized()).stream())
                        .toList());
    }

    private static List<At> at(double checkpoint, List<LeagueRow> rows, boolean maximized) {
        List<LeagueRow> there =
                rows.stream().filter(row -> row.checkpoint() == checkpoint).toList();
        return Recommendation.of(there, maximized)
                .map(recommendation -> List.of(new At(checkpoint, recommendation)))
                .orElse(List.of());
    }
}
