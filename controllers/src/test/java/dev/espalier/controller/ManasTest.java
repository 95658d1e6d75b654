package dev.espalier.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManasTest {
    private static final int ARMS = 5;
    private static final double GAP = 0.1;
    private static final int[] HORIZONS = {1_000, 3_162, 10_000, 31_623, 100_000};
    private static final int SEEDS = 50;
    private static final List<Boolean> LEGAL = Collections.nCopies(ARMS, true);

    /** Bernoulli arms with losses 0.4 (the last) and 0.5 (the others). */
    @ParameterizedTest
    @ValueSource(doubles = {1, 3})
    void regretOfAnAgentGrowsNoFasterThanTheRootOfTime(double rate) {
        double[] regret = new double[HORIZONS.length];
        for (int seed = 0; seed < SEEDS; seed++) {
            RandomGenerator random = new Seeds(seed).stream("bandit");
            Manas.Bandit bandit = new Manas.Bandit(ARMS, rate);
            double sum = 0;
            int horizon = 0;
            for (int t = 1; t <= HORIZONS[HORIZONS.length - 1]; t++) {
                double[] probabilities = bandit.probabilities(LEGAL);
                int arm = Categorical.draw(probabilities, random);
                boolean best = arm == ARMS - 1;
                bandit.tell(arm, random.nextDouble() < (best ? 0.5 - GAP : 0.5) ? 1 : 0, probabilities[arm]);
                sum += best ? 0 : GAP;
                if (t == HORIZONS[horizon]) {
                    regret[horizon++] += sum / SEEDS;
                }
            }
        }
        assertThat(exponent(regret)).isLessThanOrEqualTo(0.55);
    }

    /** The slope of a line through (log T, log regret). */
    private static double exponent(double[] regret) {
        double[] x = Arrays.stream(HORIZONS).mapToDouble(Math::log).toArray();
        double[] y = Arrays.stream(regret).map(Math::log).toArray();
        double meanX = Arrays.stream(x).average().orElseThrow();
        double meanY = Arrays.stream(y).average().orElseThrow();
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < x.length; i++) {
            covariance += (x[i] - meanX) * (y[i] - meanY);
            variance += (x[i] - meanX) * (x[i] - meanX);
        }
        return covariance / variance;
    }

    @Test
    void lossesPushDown() {
        Manas.Bandit bandit = new Manas.Bandit(ARMS, 1);
        bandit.tell(2, 1, 0.2);
        double[] probabilities = bandit.probabilities(LEGAL);
        assertThat(probabilities[2]).isLessThan(0.2);
        assertThat(probabilities[0]).isGreaterThan(0.2).isEqualTo(probabilities[4]);
    }

    @Test
    void lossesAreWeighedByTheProbabilityThatWasNoted() {
        SearchSpace space = new Bandit(LEGAL);
        assertThat(beliefAfterLossNoted(space, 0.1)).isLessThan(beliefAfterLossNoted(space, 0.9));
    }

    private static double beliefAfterLossNoted(SearchSpace space, double probability) {
        Controller controller = Searches.controller("manas", Map.of(), space, 1, 10);
        controller.tell(trial(1, Proposal.of(Decisions.of(0)), 1));
        controller.tell(trial(
                2,
                new Proposal(
                        Decisions.of(1), null, Map.of(PolicyNotes.LOG_PROBABILITIES, List.of(Math.log(probability)))),
                0));
        return controller.beliefs().get(0).probabilities().get(1);
    }

    private static Trial trial(int number, Proposal proposal, double score) {
        return new Trial(number, proposal, null, scored(score), null);
    }

    @Test
    void lossesLieBetweenBestAndWorst() {
        RunningLoss losses = new RunningLoss();
        assertThat(losses.of(losses.tell(scored(5)))).isZero();
        assertThat(losses.of(losses.tell(scored(7)))).isZero();
        assertThat(losses.of(losses.tell(scored(5)))).isOne();
        assertThat(losses.of(losses.tell(new Outcome.Failed("no", Map.of(), 0))))
                .isOne();
        assertThat(losses.of(losses.tell(scored(9)))).isZero();
        assertThat(losses.of(losses.tell(scored(7)))).isBetween(0.4, 0.6);
    }

    @Test
    void aFailedTrialIsNeverTheBest() {
        RunningLoss losses = new RunningLoss();
        double failure = losses.tell(new Outcome.Failed("no", Map.of(), 0));
        assertThat(losses.of(failure)).isZero();
        losses.tell(scored(-3));
        assertThat(losses.of(losses.tell(scored(-1)))).isZero();
        assertThat(losses.of(failure)).isOne();
    }

    private static Outcome scored(double score) {
        return new Outcome.Scored(score, Map.of(), 0, null);
    }

    @Test
    void leastSquaresRecoverWhatEachChoiceContributes() {
        RandomGenerator random = new Seeds(1).stream("plays");
        SearchSpace space = TestSpaces.fixed();
        List<PlayRegression.Sample> samples = new ArrayList<>();
        double[] values = new double[300];
        for (int i = 0; i < values.length; i++) {
            Decisions play = space.complete(Decisions.none(), random);
            samples.add(new PlayRegression.Sample(play, space.points(play)));
            values[i] = 3 + 0.5 * play.choice(0) - (play.choice(3) == 2 ? 1 : 0);
        }
        PlayRegression regression = PlayRegression.fit(samples, values, 1e-4);
        List<DecisionPoint> points = space.points(Decisions.of(0, 0, 0, 0));
        double[] first = regression.coefficients(points.get(0));
        double[] last = regression.coefficients(points.get(3));
        assertThat(first[4] - first[0]).isCloseTo(2, within(1e-3));
        assertThat(last[2] - last[1]).isCloseTo(-1, within(1e-3));
        assertThat(regression.predict(samples.get(7))).isCloseTo(values[7], within(1e-3));
    }

    @Test
    void probabilitiesGoWithOneOverRankOfTheLegalLosses() {
        double[] probabilities = ManasLs.byRank(new double[] {0.3, -1, -5, 0.1}, List.of(true, true, false, true));
        double sum = 1 + 1 / 2.0 + 1 / 3.0;
        assertThat(probabilities).containsExactly(new double[] {1 / 3.0 / sum, 1 / sum, 0, 0.5 / sum}, within(1e-12));
        assertThat(ManasLs.byRank(new double[2], List.of(true, true))).containsExactly(0.5, 0.5);
    }

    /** Where what a choice contributes is the same everywhere the likeliest play is near the best. */
    @ParameterizedTest
    @ValueSource(strings = {"manas", "manas-ls"})
    void likeliestChoicesBecomeTheBestOnes(String name) {
        SearchSpace space = TestSpaces.fixed();
        Controller controller = Searches.controller(name, Map.of(), space, 3, 600);
        for (int number = 1; number <= 600; number++) {
            Proposal proposal = controller.ask(number, List.of(), new Seeds(3).stream("ask", number));
            controller.tell(
                    trial(number, proposal, proposal.decisions().stream().sum()));
        }
        for (Controller.Belief belief : controller.beliefs()) {
            assertThat(Categorical.likeliest(
                            belief.probabilities().stream().mapToDouble(p -> p).toArray()))
                    .isGreaterThanOrEqualTo(3);
        }
    }
}
