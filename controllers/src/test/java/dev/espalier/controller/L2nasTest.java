package dev.espalier.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.tensor.Sgd;
import dev.espalier.tensor.Tensor;
import dev.espalier.tensor.Torch;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class L2nasTest {
    private static final RelaxedDecisions DECISIONS = new RelaxedDecisions(FixedDecisions.of(TestSpaces.fixed()));

    /** Rewards are exponential, whose distribution function at Q is {@code 1 - exp(-Q)}. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.9})
    void theCheckLossFindsTheQuantileOfRewards(double tau) {
        ActionCritic critic = new ActionCritic(new Seeds(1), 2, 8, 0.01, ActionCritic.check(tau));
        double found = learned(critic);
        assertThat(1 - Math.exp(-found)).isCloseTo(tau, within(0.02));
    }

    @Test
    void theSquaredLossFindsTheMeanOfRewards() {
        assertThat(learned(new ActionCritic(new Seeds(1), 2, 8, 0.01, ActionCritic.SQUARED)))
                .isCloseTo(1, within(0.03));
    }

    /** What is promised for one input after 100,000 exponential rewards, a hundred a step, the step decaying. */
    private static double learned(ActionCritic critic) {
        RandomGenerator random = new Seeds(2).stream("rewards");
        int draws = 100;
        for (int step = 1; step <= 1_000; step++) {
            float[] rewards = new float[draws];
            for (int i = 0; i < draws; i++) {
                rewards[i] = (float) -Math.log(1 - random.nextDouble());
            }
            double rate = 0.2 / (1 + step / 50.0);
            Torch.run(() -> {
                Tensor loss = critic.loss(ones(draws), ones(draws), Tensor.of(rewards, draws));
                new Sgd(critic.parameters(), rate).step(critic.parameters().gradient(loss));
            });
        }
        return Torch.infer(() -> critic.worth(ones(1), ones(1)).item());
    }

    private static Tensor ones(int rows) {
        float[] ones = new float[2 * rows];
        Arrays.fill(ones, 1);
        return Tensor.of(ones, rows, 2);
    }

    /** The first critic wants both numbers large, the second the second small: the least is greatest near (1, 0.1). */
    @Test
    void theActorGoesWhereTheLeastCriticPromisesMore() {
        List<ActionCritic> critics =
                List.of(taught(action -> action[0] + 0.3 * action[1]), taught(action -> 1.3 - 2 * action[1]));
        RelaxedActor actor = new RelaxedActor(new Seeds(3), 2, 16, 0.01);
        for (int step = 0; step < 300; step++) {
            Torch.run(() -> actor.ascend(critics, ones(4)));
        }
        float[] action = actor.act(new float[] {1, 1});
        assertThat(action[0]).isGreaterThan(0.9f);
        assertThat(action[1]).isLessThan(0.4f);
    }

    private static ActionCritic taught(ToDoubleFunction<float[]> reward) {
        ActionCritic critic = new ActionCritic(new Seeds(4), 2, 16, 0.01, ActionCritic.SQUARED);
        RandomGenerator random = new Seeds(5).stream("actions");
        for (int step = 0; step < 300; step++) {
            float[] actions = new float[64];
            float[] rewards = new float[32];
            for (int i = 0; i < rewards.length; i++) {
                float[] action = {random.nextFloat(), random.nextFloat()};
                System.arraycopy(action, 0, actions, 2 * i, 2);
                rewards[i] = (float) reward.applyAsDouble(action);
            }
            Torch.run(() -> critic.fit(ones(32), Tensor.of(actions, 32, 2), Tensor.of(rewards, 32)));
        }
        return critic;
    }

    /** The third width of the second layer is illegal, however much the actor wants it. */
    @Test
    void theGreatestLegalNumberOfEachDecisionIsChosen() {
        Decisions play = Decisions.of(4, 1, 0, 2);
        float[] action = DECISIONS.oneHot(play);
        assertThat(DECISIONS.play(action)).isEqualTo(play);
        action[5 + 2] = 7;
        assertThat(DECISIONS.play(action)).isEqualTo(play);
        action[5 + 3] = 2;
        assertThat(DECISIONS.play(action)).isEqualTo(Decisions.of(4, 3, 0, 2));
    }

    @Test
    void uniformActionsGiveUniformPlays() {
        RandomGenerator random = new Seeds(4).stream("uniform");
        Map<Integer, Integer> counts = new HashMap<>();
        int draws = 20_000;
        for (int i = 0; i < draws; i++) {
            counts.merge(DECISIONS.play(DECISIONS.uniform(random)).choice(1), 1, Integer::sum);
        }
        assertThat(counts).containsOnlyKeys(0, 1, 3, 4);
        assertThat(counts.values())
                .allSatisfy(count -> assertThat(count / (double) draws).isCloseTo(0.25, within(0.02)));
    }

    @Test
    void theBestDifferentPlaysAreKeptTheBestFirst() {
        BestPlays best = new BestPlays(2);
        best.add(Decisions.of(0), 1);
        best.add(Decisions.of(1), 3);
        best.add(Decisions.of(1), 3);
        best.add(Decisions.of(2), 2);
        best.add(Decisions.of(3), 2);
        assertThat(best.plays()).containsExactly(Decisions.of(1), Decisions.of(2));
    }

    @Test
    void proposalsCarryTheActionThatMeansTheirPlay() {
        Evaluator evaluator = candidate -> Searches.scoreByHash(candidate.architecture());
        SearchSpace space = TestSpaces.fixed();
        List<Trial> trials = Searches.run(space, controller("l2nas"), evaluator, 1, 60, 1, Runnable::run, List.of());
        for (Trial trial : trials) {
            List<Double> action =
                    Objects.requireNonNull(trial.proposal().notes().get(L2nas.ACTION));
            assertThat(DECISIONS.play(RelaxedDecisions.read(action)))
                    .isEqualTo(trial.proposal().decisions());
        }
        assertThat(trials.stream().map(trial -> trial.proposal().decisions()).distinct())
                .hasSize(60);
    }

    private static L2nas controller(String algorithm) {
        return (L2nas) Searches.controller("l2nas", Map.of("algorithm", algorithm), TestSpaces.fixed(), 1, 60);
    }

    @Test
    void randomPlaysBecomeRarerOverTheFirstHalf() {
        L2nas controller = controller("l2nas");
        double first = controller.epsilon(0);
        double last = controller.epsilon(30);
        assertThat(controller.epsilon(15)).isCloseTo((first + last) / 2, within(1e-12));
        assertThat(controller.epsilon(60)).isEqualTo(last).isLessThan(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"l2nas", "ddpg", "td3"})
    void climbsAHillFarAboveRandom(String algorithm) {
        Map<String, ?> settings = Map.of("algorithm", algorithm, "starts", 20, "repeats", true);
        assertThat(Searches.lateReward("l2nas", settings, 120, 1))
                .isGreaterThan(1.3 * Searches.lateReward("random", Map.of(), 120, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aDelayedActorLearnsHoweverManyUpdatesFollowATrial(int updates) {
        assertThat(delayed(updates, 0.1)).isNotEqualTo(delayed(updates, 1e-6));
    }

    private static List<Trial> delayed(int updates, double learningRate) {
        Map<String, ?> settings =
                Map.of("algorithm", "td3", "starts", 2, "updates", updates, "learningRate", learningRate);
        SearchSpace space = TestSpaces.fixed();
        Evaluator evaluator = candidate -> Searches.scoreByHash(candidate.architecture());
        return Searches.run(
                space,
                Searches.controller("l2nas", settings, space, 1, 20),
                evaluator,
                1,
                20,
                1,
                Runnable::run,
                List.of());
    }
}
