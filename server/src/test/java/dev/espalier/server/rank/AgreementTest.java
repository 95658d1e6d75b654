package dev.espalier.server.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static Agreement of(double... scores) {
        return Agreement.of(IntStream.range(0, scores.length)
                .mapToObj(i -> new Agreement.Scores(scores[i], i + 1))
                .toList());
    }

    private static Interval kendall(Agreement agreement) {
        return Objects.requireNonNull(agreement.kendall());
    }

    @Test
    void tauCountsPairsInOrderLessPairsOutOfOrder() {
        // 1 3 2 4 against 1 2 3 4: five pairs in order, one out of it.
        assertThat(kendall(of(1, 3, 2, 4)).value()).isCloseTo(4.0 / 6, within(1e-12));
        assertThat(kendall(of(1, 2, 3, 4)).value()).isEqualTo(1);
        assertThat(kendall(of(4, 3, 2, 1)).value()).isEqualTo(-1);
    }

    @Test
    void tiesCountAsTauBSays() {
        // Of six pairs one is tied in the scores: 5 / sqrt(5 * 6).
        assertThat(kendall(of(1, 1, 2, 3)).value()).isCloseTo(5 / Math.sqrt(30), within(1e-12));
    }

    @Test
    void spearmanKnowsRanksAndPearsonDistances() {
        Agreement convex = of(1, 10, 100, 1000);
        assertThat(Objects.requireNonNull(convex.spearman()).value()).isEqualTo(1);
        assertThat(Objects.requireNonNull(convex.pearson()).value()).isBetween(0.7, 0.9);
    }

    @Test
    void intervalHoldsTheValueAndShrinksWithMoreArchitectures() {
        double[] few = noisy(12);
        double[] many = noisy(120);
        Interval wide = kendall(of(few));
        Interval narrow = kendall(of(many));
        assertThat(wide.value()).isBetween(wide.low(), wide.high());
        assertThat(narrow.value()).isBetween(narrow.low(), narrow.high());
        assertThat(narrow.high() - narrow.low()).isLessThan((wide.high() - wide.low()) / 2);
        assertThat(of(few)).as("the same numbers for the same scores").isEqualTo(of(few));
    }

    private static double[] noisy(int count) {
        return IntStream.range(0, count)
                .mapToDouble(i -> i + count * 0.4 * Math.sin(7.3 * i))
                .toArray();
    }

    @Test
    void agreementOfTooFewOrOfEqualScoresIsUndefined() {
        assertThat(of(1, 2).kendall()).isNull();
        assertThat(of(5, 5, 5, 5).kendall()).isNull();
        assertThat(of(5, 5, 5, 5).pearson()).isNull();
        assertThat(Agreement.of(List.of()).architectures()).isZero();
    }
}
