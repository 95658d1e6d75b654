package dev.espalier.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.catalog.Settings;
import dev.espalier.tensor.Torch;
import dev.espalier.trial.Seeds;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** V-trace in double precision, and A3C as its only user. */
class A3cTest {
    private static final Bandit BANDIT = new Bandit(List.of(true, true, true));

    @Test
    void targetsOfTheCurrentPolicyAreTheReturnsAtEveryPrefix() {
        RandomGenerator random = new Seeds(1).stream("plays");
        for (double bar : new double[] {1, 1.5, 1e6}) {
            for (int steps = 1; steps <= 100; steps++) {
                double[] logs = random.doubles(steps, -5, 0).toArray();
                double[] values = random.doubles(steps, -1e3, 1e3).toArray();
                double reward = random.nextDouble(-1e3, 1e3);
                VTrace.Estimate estimate = new VTrace(bar, bar, 1).of(logs, logs, values, reward);
                for (int step = 0; step < steps; step++) {
                    assertThat(estimate.values()[step]).isCloseTo(reward, within(1e-9));
                    assertThat(estimate.advantages()[step]).isCloseTo(reward - values[step], within(1e-9));
                }
            }
        }
    }

    /** Ratios 1/2 and 4; from the last step back: 0.2 + 1 (3 - 0.2), then 1 + (1/2) (0.2 - 1) + (1/2) (3 - 0.2). */
    @Test
    void staleChoicesAreWeighedByBoundedRatios() {
        double[] current = {Math.log(0.2), Math.log(0.8)};
        double[] behaviour = {Math.log(0.4), Math.log(0.2)};
        double[] values = {1, 0.2};
        VTrace.Estimate bounded = new VTrace(1, 1, 1).of(current, behaviour, values, 3);
        assertThat(bounded.values()).containsExactly(new double[] {2, 3}, within(1e-12));
        assertThat(bounded.advantages()).containsExactly(new double[] {1, 2.8}, within(1e-12));
        // With rho up to 2 the last step overshoots: 0.2 + 2 (3 - 0.2) = 5.8, of which a quarter is passed on.
        VTrace.Estimate wide = new VTrace(2, 1, 0.5).of(current, behaviour, values, 3);
        assertThat(wide.values()).containsExactly(new double[] {1 - 0.4 + 0.25 * 5.6, 5.8}, within(1e-12));
        assertThat(wide.advantages()).containsExactly(new double[] {0.5 * 4.8, 5.6}, within(1e-12));
    }

    @Test
    void choicesThatWereTwiceAsLikelyCountHalf() {
        Settings settings = Settings.of(A3c.ENTRY.settings(), Map.of("hidden", 8, "entropyWeight", 0));
        RecurrentPolicy policy = new RecurrentPolicy(new Seeds(2), new RecurrentPolicy.Form(8, 5, 2.5));
        A3c learner = new A3c(policy, settings);
        Episode own = BANDIT.episode(1, 2);
        policy.register(List.of(own));
        float[] full = gradient(learner, own);
        float[] half = gradient(learner, new Episode(own.play(), own.points(), List.of(Math.log(2.0 / 3)), 2));
        float[] bounded = gradient(learner, new Episode(own.play(), own.points(), List.of(Math.log(1.0 / 6)), 2));
        for (int arm = 0; arm < 3; arm++) {
            assertThat(Math.abs(full[arm])).isGreaterThan(0.1f);
            assertThat(half[arm]).isCloseTo(full[arm] / 2, within(1e-6f));
            assertThat(bounded[arm]).isCloseTo(full[arm], within(1e-6f));
        }
    }

    private static float[] gradient(A3c learner, Episode episode) {
        return Torch.compute(
                () -> Objects.requireNonNull(learner.gradient(List.of(episode)).get("head:arm/bias"))
                        .toArray());
    }

    @Test
    void learnsFromResultsThatComeLate() {
        double random = Searches.lateReward("random", Map.of(), 300, 16);
        assertThat(Searches.lateReward("a3c", Map.of(), 300, 16)).isGreaterThan(1.4 * random);
    }
}
