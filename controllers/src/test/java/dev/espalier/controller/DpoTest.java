package dev.espalier.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.catalog.Settings;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.tensor.Torch;
import dev.espalier.trial.Seeds;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DpoTest {
    private static final SearchSpace SPACE = TestSpaces.deepening();

    private static Dpo.Learner learner(RecurrentPolicy policy, Map<String, ?> settings) {
        return new Dpo.Learner(policy, Settings.of(Dpo.ENTRY.settings(), settings));
    }

    private static RecurrentPolicy policy() {
        return new RecurrentPolicy(new Seeds(3), new RecurrentPolicy.Form(16, 1, 5));
    }

    /** Random plays and rewards: whatever the policy does, there is something that pulls at it. */
    private static List<Episode> noise(RandomGenerator random) {
        return IntStream.range(0, 10)
                .mapToObj(i -> SPACE.complete(Decisions.none(), random))
                .map(play -> new Episode(play, SPACE.points(play), random.nextGaussian()))
                .toList();
    }

    @Test
    void penaltiesDoubleWhereAnUpdateWentTooFarAndHalveWhereItDidNotGoFarEnough() {
        Dpo.Learner learner = learner(policy(), Map.of("target", 0.02));
        learner.adapt(0.0301);
        assertThat(learner.scale()).isEqualTo(2);
        learner.adapt(0.0299);
        learner.adapt(0.0134);
        assertThat(learner.scale()).isEqualTo(2);
        learner.adapt(0.0133);
        learner.adapt(0);
        assertThat(learner.scale()).isEqualTo(0.5);
    }

    /** Without penalties it would go several times as far. */
    @Test
    void updatesMoveThePolicyAboutAsFarAsWanted() {
        double free = meanMove(Map.of("penalty", 0, "rootPenalty", 0, "learningRate", 0.03));
        for (double target : new double[] {0.005, 0.01}) {
            assertThat(free).isGreaterThan(3 * target);
            assertThat(meanMove(Map.of("target", target, "learningRate", 0.03))).isBetween(target / 2, target * 2);
        }
    }

    private static double meanMove(Map<String, ?> settings) {
        RecurrentPolicy policy = policy();
        Dpo.Learner learner = learner(policy, settings);
        RandomGenerator random = new Seeds(1).stream("noise");
        double mean = 0;
        for (int update = 0; update < 60; update++) {
            List<Episode> episodes = noise(random);
            policy.register(episodes);
            double moved = learner.improve(episodes);
            mean += update < 20 ? 0 : moved / 40;
        }
        return mean;
    }

    @Test
    void divergenceIsExactAndIgnoresIllegalOptions() {
        Bandit space = new Bandit(List.of(true, false, true));
        PolicyController taught = (PolicyController) Searches.controller("reinforce", Map.of(), space, 1, 100);
        List<Episode> episodes = List.of(space.episode(0, 1));
        RecurrentPolicy policy = (RecurrentPolicy) taught.policy();
        policy.register(episodes);
        double[] divergences = Torch.compute(() -> {
            PolicyBatch batch = new PolicyBatch(episodes);
            RecurrentPolicy.Judgement old = policy.judge(batch).detached();
            Bandit.teach(taught, new double[] {0, Double.NaN, 1}, 20);
            return new double[] {
                Dpo.divergence(batch, old, old).item(),
                Dpo.divergence(batch, old, policy.judge(batch)).item()
            };
        });
        double now = taught.beliefs().get(0).probabilities().get(0);
        assertThat(divergences[0]).isZero();
        assertThat(divergences[1]).isCloseTo(-0.5 * Math.log(2 * now) - 0.5 * Math.log(2 * (1 - now)), within(1e-5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"decision", "kind", "block"})
    void membersLearnAHillTogetherFarAboveRandom(String agents) {
        assertThat(Searches.lateReward("dpo", Map.of("agents", agents), 300, 1))
                .isGreaterThan(1.4 * Searches.lateReward("random", Map.of(), 300, 1));
    }
}
