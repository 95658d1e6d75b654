package dev.espalier.server.league;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.league.LeagueRow;
import dev.espalier.league.Paired;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecommendationTest {
    private static LeagueRow row(String controller, @Nullable Double mean, @Nullable Paired againstRandom) {
        return new LeagueRow(
                controller,
                Map.of(),
                "b",
                "m",
                "queries",
                "charged",
                50,
                3,
                mean,
                1.0,
                mean,
                0.5,
                50,
                50,
                0,
                null,
                Map.of(),
                againstRandom,
                null);
    }

    private static Paired paired(double low, double high) {
        return new Paired(3, (low + high) / 2, low, high, 0.01);
    }

    private static final LeagueRow RANDOM = row("random", 10.0, null);

    @Test
    void bestOfThoseThatAreShownToBeatRandomIsRecommendedWithThoseThatCannotBeToldApart() {
        Recommendation found = Recommendation.of(
                        List.of(
                                row("lucky", 14.0, paired(-1, 9)),
                                RANDOM,
                                row("near", 12.5, paired(1, 4)),
                                row("best", 13.0, paired(2, 4)),
                                row("far", 11.0, paired(0.5, 1.5)),
                                row("idle", null, null)),
                        true)
                .orElseThrow();
        assertThat(found.controller()).isEqualTo("best");
        assertThat(found.close()).containsExactly("near");
        assertThat(found.againstRandom()).isEqualTo(paired(2, 4));
    }

    @Test
    void randomIsRecommendedWhereNothingIsShownToBeatIt() {
        Recommendation found = Recommendation.of(List.of(row("lucky", 14.0, paired(0, 9)), RANDOM), true)
                .orElseThrow();
        assertThat(found.controller()).isEqualTo("random");
        assertThat(found.againstRandom()).isNull();
        assertThat(found.close()).isEmpty();
    }

    @Test
    void withoutRandomTheBestMeanInTheMetricsOwnDirectionIsRecommended() {
        List<LeagueRow> rows = List.of(row("a", 2.0, null), row("b", 1.0, null), row("c", null, null));
        assertThat(Recommendation.of(rows, true).orElseThrow().controller()).isEqualTo("a");
        assertThat(Recommendation.of(rows, false).orElseThrow().controller()).isEqualTo("b");
        assertThat(Recommendation.of(List.of(row("c", null, null)), true)).isEmpty();
    }
}
