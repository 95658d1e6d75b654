package dev.espalier.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.catalog.Settings;
import dev.espalier.tensor.Tensor;
import dev.espalier.tensor.Torch;
import dev.espalier.trial.Seeds;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SacTest {
    private static final double[] REWARDS = {0, 1, 2, 3};
    private static final Bandit BANDIT = new Bandit(List.of(true, true, true, true));

    @Test
    void temperatureMovesTheEntropyToItsTarget() {
        for (double share : new double[] {0.3, 0.6, 0.9}) {
            PolicyController controller = (PolicyController) Searches.controller(
                    "sac",
                    Map.of("firstEntropy", share, "lastEntropy", share, "hidden", 16, "soft", 0.1),
                    BANDIT,
                    1,
                    1_000);
            Bandit.teach(controller, REWARDS, 1_000);
            double[] belief = controller.beliefs().get(0).probabilities().stream()
                    .mapToDouble(p -> p)
                    .toArray();
            assertThat(Categorical.entropy(belief) / Math.log(4)).isCloseTo(share, within(0.05));
            assertThat(Categorical.likeliest(belief)).isEqualTo(3);
        }
    }

    @Test
    void wantedEntropyFallsOverTheBudgetAndNoFurther() {
        ControllerContext context = new ControllerContext(BANDIT, new Seeds(1), 100);
        Settings settings = Settings.of(Sac.ENTRY.settings(), Map.of());
        Sac sac = new Sac(context, PolicySettings.policy(context, settings), settings);
        assertThat(sac.wantedShare(0)).isCloseTo(0.98, within(1e-12));
        assertThat(sac.wantedShare(50)).isCloseTo(0.59, within(1e-12));
        assertThat(sac.wantedShare(100)).isCloseTo(0.2, within(1e-12));
        assertThat(sac.wantedShare(500)).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void forcedChoicesCostNothing() {
        Bandit forced = new Bandit(List.of(false, true, false));
        assertThat(Sac.wantedEntropy(List.of(forced.episode(1, 0)), 0.98)).isZero();
        float[] values = Torch.infer(() -> {
            Tensor logs = Tensor.of(new float[] {RecurrentPolicy.ILLEGAL, 0, RecurrentPolicy.ILLEGAL}, 1, 3);
            Tensor worth = Tensor.of(new float[] {50, 7, -50}, 1, 3);
            return Sac.softValues(List.of(logs), List.of(worth), 1000).get(0).toArray();
        });
        assertThat(values).containsExactly(7);
    }

    @Test
    void exactExpectationEqualsTheSampledOne() {
        double[] probabilities = {0.1, 0.2, 0, 0.7};
        float[] worth = {1, -1, 100, 2};
        double alpha = 0.3;
        float[] exact = Torch.infer(() -> {
            float[] logs = new float[4];
            for (int option = 0; option < 4; option++) {
                logs[option] =
                        probabilities[option] == 0 ? RecurrentPolicy.ILLEGAL : (float) Math.log(probabilities[option]);
            }
            return Sac.softValues(List.of(Tensor.of(logs, 1, 4)), List.of(Tensor.of(worth, 1, 4)), alpha)
                    .get(0)
                    .toArray();
        });
        RandomGenerator random = new Seeds(1).stream("draws");
        Bandit.Estimate sampled = new Bandit.Estimate(1);
        for (int draw = 0; draw < 10_000; draw++) {
            int option = Categorical.draw(probabilities, random);
            sampled.add(new double[] {worth[option] - alpha * Math.log(probabilities[option])});
        }
        sampled.matches(0, exact[0]);
    }

    @Test
    void learnsAHillFarAboveRandom() {
        assertThat(Searches.lateReward("sac", Map.of(), 300, 1))
                .isGreaterThan(1.4 * Searches.lateReward("random", Map.of(), 300, 1));
    }
}
