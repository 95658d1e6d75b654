package dev.espalier.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.catalog.Settings;
import dev.espalier.space.Decisions;
import dev.espalier.tensor.Torch;
import dev.espalier.trial.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The estimated gradient is unbiased: on a bandit it matches the analytic one within 4 standard errors. */
class ReinforceTest {
    private static final double[] REWARDS = {0.2, 1.0, -0.5, 0.7};
    private static final Bandit BANDIT = new Bandit(List.of(true, true, true, true));
    private static final int DRAWS = 4_000;
    /** A squash so wide that it is no squash, within a thousandth. */
    private static final Map<String, ?> SETTINGS = Map.of(
            "batch", 2, "learningRate", 0.02, "entropyWeight", 0, "temperature", 100, "squash", 100, "hidden", 8);

    @Test
    void tabularGradientMatchesTheAnalyticOne() {
        TabularReinforce controller = new TabularReinforce(
                BANDIT.fixedDecisions().orElseThrow(), new TabularReinforce.Parameters(0.3, 1, 0.95, 0));
        Bandit.teach(controller, REWARDS, 20);
        double[] probabilities = probabilities(controller.beliefs().get(0).probabilities());
        double expected = expected(probabilities);
        RandomGenerator random = new Seeds(1).stream("draws");
        Bandit.Estimate estimate = new Bandit.Estimate(REWARDS.length);
        double baseline = 0;
        for (int i = 0; i < DRAWS; i++) {
            int arm = Categorical.draw(probabilities, random);
            double[] reward = {REWARDS[arm]};
            estimate.add(controller.gradient(List.of(Decisions.of(arm)), reward, baseline)[0]);
            baseline = 0.95 * baseline + 0.05 * reward[0]; // after it has been used
        }
        for (int arm = 0; arm < REWARDS.length; arm++) {
            estimate.matches(arm, probabilities[arm] * (REWARDS[arm] - expected));
        }
    }

    /** With decay 0 the baseline is the last reward: moved too early it would cancel every advantage. */
    @Test
    void baselinesMoveAfterTheyHaveBeenUsed() {
        TabularReinforce tabular = new TabularReinforce(
                BANDIT.fixedDecisions().orElseThrow(), new TabularReinforce.Parameters(0.3, 1, 0, 0));
        Bandit.teach(tabular, REWARDS, 4);
        assertThat(tabular.beliefs().get(0).probabilities()).isNotEqualTo(List.of(0.25, 0.25, 0.25, 0.25));
        PolicyController recurrent = (PolicyController)
                Searches.controller("reinforce", Map.of("batch", 1, "baselineDecay", 0), BANDIT, 1, 100);
        Bandit.teach(recurrent, REWARDS, 4);
        assertThat(recurrent.beliefs().get(0).probabilities()).isNotEqualTo(List.of(0.25, 0.25, 0.25, 0.25));
    }

    @Test
    void recurrentGradientMatchesTheAnalyticOne() {
        PolicyController taught = (PolicyController) Searches.controller("reinforce", SETTINGS, BANDIT, 1, 100);
        Bandit.teach(taught, REWARDS, 60);
        RecurrentPolicy policy = (RecurrentPolicy) taught.policy();
        double[] probabilities = probabilities(taught.beliefs().get(0).probabilities());
        assertThat(Arrays.stream(probabilities).max().orElseThrow()).isGreaterThan(0.3); // far enough from uniform
        double expected = expected(probabilities);
        Reinforce reinforce = new Reinforce(policy, Settings.of(Reinforce.ENTRY.settings(), SETTINGS));
        RandomGenerator random = new Seeds(2).stream("draws");
        Bandit.Estimate estimate = new Bandit.Estimate(REWARDS.length);
        for (int i = 0; i < DRAWS; i++) {
            int arm = Categorical.draw(probabilities, random);
            List<Episode> episode = List.of(BANDIT.episode(arm, REWARDS[arm]));
            float[] loss = Torch.compute(
                    () -> Objects.requireNonNull(reinforce.gradient(episode).get("head:arm/bias"))
                            .toArray());
            estimate.add(new double[] {-loss[0], -loss[1], -loss[2], -loss[3]});
            reinforce.moveBaseline(episode);
        }
        for (int arm = 0; arm < REWARDS.length; arm++) {
            estimate.matches(arm, probabilities[arm] * (REWARDS[arm] - expected));
        }
    }

    private static double expected(double[] probabilities) {
        double expected = 0;
        for (int arm = 0; arm < REWARDS.length; arm++) {
            expected += probabilities[arm] * REWARDS[arm];
        }
        return expected;
    }

    private static double[] probabilities(List<Double> belief) {
        return belief.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
