package dev.espalier.server.league;

import dev.espalier.league.LeagueRow;
import dev.espalier.league.Paired;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which controller the rows of one checkpoint speak for: of those whose whole interval lies above random search the one
 * of best mean; random search, which is the simplest, where none does; the one of best mean where random did not play.
 *
 * @param againstRandom null for random itself and where it did not play
 * @param close others that are shown to beat random and whose intervals against it reach the chosen one's: these seeds do
 *     not tell them apart
 */
record Recommendation(
        String controller,
        @Nullable Double mean,
        @Nullable Double std,
        @Nullable Double regret,
        @Nullable Paired againstRandom,
        List<String> close) {
    private static final String RANDOM = "random";

    /** Nothing where no row has a value. */
    static Optional<Recommendation> of(List<LeagueRow> rows, boolean maximized) {
        List<LeagueRow> ranked = rows.stream()
                .filter(row -> row.mean() != null)
                .sorted(Comparator.comparingDouble(row -> loss(row, maximized)))
                .toList();
        Optional<LeagueRow> random =
                ranked.stream().filter(row -> row.controller().equals(RANDOM)).findFirst();
        if (random.isEmpty()) {
            return ranked.stream().findFirst().map(best -> of(best, List.of()));
        }
        List<LeagueRow> better = ranked.stream()
                .filter(row ->
                        row.againstRandom() != null && row.againstRandom().better())
                .toList();
        return Optional.of(better.isEmpty() ? of(random.get(), List.of()) : of(better.get(0), better));
    }

    private static double loss(LeagueRow row, boolean maximized) {
        double mean = Objects.requireNonNull(row.mean());
        return maximized ? -mean : mean;
    }

    private static Recommendation of(LeagueRow best, List<LeagueRow> rivals) {
        Paired own = best.againstRandom();
        double low = own == null ? Double.POSITIVE_INFINITY : own.low();
        List<String> close = rivals.stream()
                .filter(row -> row != best && reaches(row.againstRandom(), low))
                .map(LeagueRow::controller)
                .toList();
        return new Recommendation(best.controller(), best.mean(), best.std(), best.regret(), own, close);
    }

    private static boolean reaches(@Nullable Paired rival, double low) {
        return rival != null && rival.high() >= low;
    }
}
