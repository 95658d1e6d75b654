package dev.espalier.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.space.Decisions;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Trial;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static final Objective ACCURACY = Objective.of(Metric.ACCURACY);

    private static Trial trial(int number, double score, String architecture) {
        return new Trial(
                number,
                new Proposal(Decisions.of(number), number == 4 ? 2 : null, Map.of()),
                architecture,
                new Outcome.Scored(score, Map.of(), 0, "w" + number),
                null);
    }

    private static final List<Trial> TRIALS = List.of(
            trial(1, 0.5, "a"),
            trial(2, 0.1, "b"),
            trial(3, 0.9, "c"),
            trial(4, 0.5, "a"),
            new Trial(5, Proposal.of(Decisions.of(5)), "d", new Outcome.Failed("no", Map.of(), 0), null),
            trial(6, 0.9, "e"));

    @Test
    void bestComeFirstTheEarlierAmongEqualsAndNoArchitectureTwice() {
        assertThat(Ranking.best(TRIALS, ACCURACY, 3)).extracting(Trial::number).containsExactly(3, 6, 1);
        assertThat(Ranking.best(TRIALS, ACCURACY, 0)).isEmpty();
    }

    @Test
    void amongEqualScoresTheSmallerLogLossComesFirst() {
        assertThat(Ranking.best(List.of(equal(1, 0.3), equal(2, 0.1), equal(3, 0.2)), ACCURACY, 3))
                .extracting(Trial::number)
                .containsExactly(2, 3, 1);
    }

    private static Trial equal(int number, double logLoss) {
        Outcome outcome = new Outcome.Scored(1, Map.of("log-loss", logLoss), 0, null);
        return new Trial(number, Proposal.of(Decisions.of(number)), "a" + number, outcome, null);
    }

    /** Trial 5 is dominated by trial 4; all others are a front, the best score first: 6, 4, 3, 2, 1. */
    @Test
    void whereMetricsAreTradedOffTheFrontIsShownFromItsBestScoreOn() {
        List<Trial> front = IntStream.rangeClosed(1, 6)
                .mapToObj(i -> sized(i, i == 5 ? 0.39 : 0.1 * i, 100 * i))
                .toList();
        Objective size = ACCURACY.against(Metric.PARAMETERS);
        assertThat(Ranking.best(front, size, 1)).extracting(Trial::number).containsExactly(6);
        assertThat(Ranking.best(front, size, 2)).extracting(Trial::number).containsExactly(6, 3);
        assertThat(Ranking.best(front, size, 9)).extracting(Trial::number).containsExactly(6, 4, 3, 2, 1);
        assertThat(Ranking.weights(front, size, 2)).containsExactly("w3", "w4", "w6");
    }

    private static Trial sized(int number, double score, double parameters) {
        Outcome outcome = new Outcome.Scored(score, Map.of("parameters", parameters), 0, "w" + number);
        return new Trial(number, Proposal.of(Decisions.of(number)), "a" + number, outcome, null);
    }

    @Test
    void weightsOfTheBestAndOfParentsAreKept() {
        assertThat(Ranking.weights(TRIALS, ACCURACY, 2)).containsExactly("w2", "w3", "w6");
    }
}
