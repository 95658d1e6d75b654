package dev.espalier.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Seeds;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomizedValuesTest {
    private static final SearchSpace SPACE = TestSpaces.fixed();
    private static final Decisions TOLD = Decisions.of(0, 0, 0, 0);

    @Test
    void drawsHaveTheMeanAndTheVarianceOfThePosterior() {
        RandomizedValues values = new RandomizedValues(SPACE, 0.5, 0.1);
        values.tell(TOLD, 1);
        values.tell(Decisions.of(4, 4, 4, 4), 0);
        Decisions near = Decisions.of(0, 0, 0, 1);
        double product = 0.5 * 3 / 4 + 0.5 * 3 / 6; // of the told play with its neighbour, by hand
        double target = NormalScores.quantile(0.75);
        assertThat(values.mean().applyAsDouble(near)).isCloseTo(product * target / 1.1, within(1e-12));
        RandomGenerator random = new Seeds(1).stream("draws");
        double sum = 0;
        double squares = 0;
        int draws = 20_000;
        for (int i = 0; i < draws; i++) {
            double draw = values.sample(random).applyAsDouble(near);
            sum += draw / draws;
            squares += draw * draw / draws;
        }
        double variance = 1 - product * product / 1.1;
        assertThat(sum).isCloseTo(product * target / 1.1, within(4 * Math.sqrt(variance / draws)));
        assertThat(squares - sum * sum).isCloseTo(variance, within(4 * variance * Math.sqrt(2.0 / draws)));
    }

    @Test
    void pairsExplainWhatSingleDecisionsCannot() {
        RandomizedValues singles = new RandomizedValues(SPACE, 0, 0.01);
        RandomizedValues pairs = new RandomizedValues(SPACE, 0.5, 0.01);
        for (int a = 0; a < 2; a++) {
            for (int b = 0; b < 2; b++) {
                singles.tell(Decisions.of(a, b, 0, 0), a == b ? 1 : 0);
                pairs.tell(Decisions.of(a, b, 0, 0), a == b ? 1 : 0);
            }
        }
        Decisions equal = Decisions.of(1, 1, 0, 0);
        Decisions unequal = Decisions.of(1, 0, 0, 0);
        assertThat(difference(singles.mean(), equal, unequal)).isCloseTo(0, within(1e-9));
        assertThat(difference(pairs.mean(), equal, unequal)).isGreaterThan(0.5);
    }

    private static double difference(ToDoubleFunction<Decisions> value, Decisions one, Decisions other) {
        return value.applyAsDouble(one) - value.applyAsDouble(other);
    }

    @Test
    void forgetsTheWorseHalfBeyondItsCapacityAndStillFits() {
        RandomizedValues values = new RandomizedValues(SPACE, 0.5, 0.1);
        RandomGenerator random = new Seeds(2).stream("plays");
        for (int i = 0; i < 1_100; i++) {
            Decisions play = SPACE.complete(Decisions.none(), random);
            values.tell(play, play.stream().sum());
        }
        assertThat(values.mean().applyAsDouble(Decisions.of(4, 4, 4, 4)))
                .isGreaterThan(values.mean().applyAsDouble(Decisions.of(3, 3, 3, 3)));
    }

    @Test
    void normalScoresKeepOrderTiesAndSymmetry() {
        double[] scores = NormalScores.of(new double[] {7, -1e9, 7, 100});
        assertThat(scores[0]).isEqualTo(scores[2]).isCloseTo(0, within(1e-3));
        assertThat(scores[1]).isCloseTo(-1.1503, within(5e-4)); // the quantile of 1/8
        assertThat(scores[3]).isCloseTo(1.1503, within(5e-4));
    }

    @Test
    void choleskyFactorsThatGrowSolveTheSystem() {
        Cholesky factor = new Cholesky();
        factor.append(new double[] {4});
        factor.append(new double[] {2, 5});
        factor.append(new double[] {1, 3, 6});
        // 4x + 2y + z = 11, 2x + 5y + 3z = 21, x + 3y + 6z = 25
        assertThat(factor.solve(new double[] {11, 21, 25})).containsExactly(new double[] {1, 2, 3}, within(1e-12));
    }

    @Test
    void neitherRlsviNorDncProposesAPlayThatIsKnownOrPending() {
        for (String name : List.of("rlsvi", "dnc")) {
            Set<Decisions> seen = new HashSet<>();
            Searches.run(
                            SPACE,
                            Searches.controller(name, Map.of(), SPACE, 3, 150),
                            candidate -> Searches.scoreByHash(candidate.architecture()),
                            3,
                            150,
                            4,
                            Runnable::run,
                            List.of())
                    .forEach(trial ->
                            assertThat(seen.add(trial.proposal().decisions())).isTrue());
        }
    }

    /** To these controllers ranks alone count: adding to all scores must not lift the trials that failed. */
    @ParameterizedTest
    @ValueSource(strings = {"rlsvi", "dnc", "predictor"})
    void aFailedTrialIsTheWorstWhateverTheScoresAre(String name) {
        assertThat(plays(name, -100)).isEqualTo(plays(name, 100));
    }

    private static List<Decisions> plays(String name, double added) {
        Map<String, ?> settings = name.equals("dnc") ? Map.of("base", "best") : Map.of();
        Evaluator evaluator = candidate -> candidate.number() % 4 == 1
                ? new Outcome.Failed("unlucky", Map.of(), 0)
                : new Outcome.Scored(added + candidate.play().stream().sum(), Map.of(), 0, null);
        return Searches.run(
                        SPACE,
                        Searches.controller(name, settings, SPACE, 3, 60),
                        evaluator,
                        3,
                        60,
                        1,
                        Runnable::run,
                        List.of())
                .stream()
                .map(trial -> trial.proposal().decisions())
                .toList();
    }
}
