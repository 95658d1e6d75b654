package dev.espalier.server.league;

import dev.espalier.league.LeagueResult;
import dev.espalier.league.LeagueRow;
import java.util.List;
import java.util.Objects;

/** What {@code league.json} holds of a league. */
record LeagueDocument(
        String protocol,
        String repeats,
        int seeds,
        List<Facts> benchmarks,
        List<LeagueResult.Misfit> refused,
        List<LeagueRow> rows) {
    LeagueDocument {
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(repeats, "repeats");
        benchmarks = List.copyOf(benchmarks);
        refused = List.copyOf(refused);
        rows = List.copyOf(rows);
        for (LeagueRow row : rows) {
            Objects.requireNonNull(row.controller(), "controller");
            Objects.requireNonNull(row.benchmark(), "benchmark");
            Objects.requireNonNull(row.metric(), "metric");
        }
    }

    /**
     * A benchmark and the metric that searches on it were after.
     *
     * @param direction {@code maximize} or {@code minimize}
     * @param plays rows of the table
     * @param optimum best value of any of them
     */
    record Facts(String benchmark, String metric, String direction, int plays, double optimum) {
        Facts {
            Objects.requireNonNull(benchmark, "benchmark");
            Objects.requireNonNull(metric, "metric");
            Objects.requireNonNull(direction, "direction");
        }

        boolean maximized() {
            return direction.equals("maximize");
        }

        boolean has(LeagueRow row) {
            return row.benchmark().equals(benchmark) && row.metric().equals(metric);
        }
    }
}
