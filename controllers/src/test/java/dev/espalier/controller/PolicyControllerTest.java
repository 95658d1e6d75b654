package dev.espalier.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.space.DecisionPoint;
import dev.espalier.space.SearchSpace;
import dev.espalier.tensor.NativeMemory;
import dev.espalier.tensor.Torch;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the policies of PPO, A2C and REINFORCE promise beyond the contract of every controller. */
class PolicyControllerTest {
    private static final Evaluator EVALUATOR = candidate -> Searches.scoreByHash(candidate.architecture());

    private static PolicyController policy(String name, Map<String, ?> settings, SearchSpace space) {
        return (PolicyController) Searches.controller(name, settings, space, 1, 100);
    }

    private static RecurrentPolicy recurrent(PolicyController controller) {
        return (RecurrentPolicy) controller.policy();
    }

    private static List<Double> note(Proposal proposal, String name) {
        return Objects.requireNonNull(proposal.notes().get(name));
    }

    @Test
    void ppoWithOneFullEpochIsA2cToTheBit() {
        for (SearchSpace space : List.of(TestSpaces.fixed(), TestSpaces.deepening())) {
            Map<String, Object> common = Map.of("batch", 3, "learningRate", 0.01, "entropyWeight", 0.01);
            PolicyController a2c = policy("a2c", common, space);
            PolicyController ppo = policy(
                    "ppo",
                    Map.of(
                            "batch",
                            3,
                            "learningRate",
                            0.01,
                            "entropyWeight",
                            0.01,
                            "epochs",
                            1,
                            "minibatches",
                            1,
                            "normalizeAdvantages",
                            false),
                    space);
            List<Trial> one = Searches.run(space, a2c, EVALUATOR, 9, 300, 1, Runnable::run, List.of());
            List<Trial> other = Searches.run(space, ppo, EVALUATOR, 9, 300, 1, Runnable::run, List.of());
            assertThat(other).isEqualTo(one);
            assertThat(note(one.get(299).proposal(), PolicyNotes.UPDATES)).containsExactly(99.0);
            assertThat(Torch.compute(recurrent(ppo).parameters()::toArrays))
                    .usingRecursiveComparison()
                    .isEqualTo(Torch.compute(recurrent(a2c).parameters()::toArrays));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ppo", "a2c", "a3c", "reinforce"})
    void untrainedPolicyIsExactlyUniformUntilTheFirstUpdate(String name) {
        int batch = 6;
        for (int inFlight : new int[] {1, 4}) {
            PolicyController controller = policy(name, Map.of("batch", batch), TestSpaces.deepening());
            List<Trial> trials = Searches.run(
                    TestSpaces.deepening(), controller, EVALUATOR, 2, 30, inFlight, Runnable::run, List.of());
            for (Trial trial : trials) {
                boolean untrained = trial.number() <= batch + inFlight - 1;
                double updates = note(trial.proposal(), PolicyNotes.UPDATES).get(0);
                assertThat(updates == 0).isEqualTo(untrained);
                if (untrained) {
                    assertThat(uniform(trial)).isTrue();
                }
            }
        }
    }

    private static boolean uniform(Trial trial) {
        List<DecisionPoint> points =
                TestSpaces.deepening().points(trial.proposal().decisions());
        List<Double> logs = note(trial.proposal(), PolicyNotes.LOG_PROBABILITIES);
        boolean uniform = logs.size() == points.size();
        for (int i = 0; i < points.size(); i++) {
            uniform &= logs.get(i) == Math.log(1.0 / points.get(i).legalOptions().length);
        }
        return uniform;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ppo", "a2c", "a3c", "reinforce"})
    void illegalChoicesHaveProbabilityZeroAndNoGradient(String name) {
        Bandit space = new Bandit(List.of(true, false, true));
        PolicyController controller = policy(name, Map.of("batch", 2), space);
        Bandit.teach(controller, new double[] {0, Double.NaN, 1}, 100);
        List<Double> belief = controller.beliefs().get(0).probabilities();
        assertThat(belief.get(1)).isZero();
        assertThat(belief.get(2)).isGreaterThan(0.7);
        Map<String, float[]> learned = Torch.compute(recurrent(controller).parameters()::toArrays);
        float[] bias = Objects.requireNonNull(learned.get("head:arm/bias"));
        assertThat(bias[1]).isZero();
        assertThat(bias[2]).isNotZero();
        float[] weight = Objects.requireNonNull(learned.get("head:arm/weight"));
        for (int i = 0; i < 64; i++) {
            assertThat(weight[64 + i]).isZero();
        }
    }

    @Test
    void walkedAndJudgedProbabilitiesAgree() {
        SearchSpace space = TestSpaces.deepening();
        PolicyController controller = policy("ppo", Map.of(), space);
        List<Trial> trials = Searches.run(space, controller, EVALUATOR, 3, 60, 1, Runnable::run, List.of());
        List<Proposal> fresh = List.of(
                controller.ask(61, List.of(), new Seeds(1).stream("a")),
                controller.ask(61, List.of(), new Seeds(2).stream("a")),
                controller.ask(61, List.of(), new Seeds(3).stream("a")));
        List<Episode> episodes = fresh.stream()
                .map(proposal -> new Episode(proposal.decisions(), space.points(proposal.decisions()), 0))
                .toList();
        float[] judged = Torch.infer(
                () -> recurrent(controller).judge(episodes).logProbabilities().toArray());
        int step = 0;
        for (Proposal proposal : fresh) {
            for (double log : note(proposal, PolicyNotes.LOG_PROBABILITIES)) {
                assertThat((double) judged[step++]).isCloseTo(log, within(1e-5));
            }
        }
        assertThat(step).isEqualTo(judged.length);
        assertThat(trials).hasSize(60);
    }

    @Test
    void advantagesWithLambdaOneAreRewardLessValue() {
        Bandit space = new Bandit(List.of(true, true));
        DecisionPoint point = space.episode(0, 0).points().get(0);
        Episode two = new Episode(dev.espalier.space.Decisions.of(0, 1), List.of(point, point), 2);
        Episode one = new Episode(dev.espalier.space.Decisions.of(1), List.of(point), -1);
        float[] values = {0.5f, 1, 0.25f};
        assertThat(ActorCritic.advantages(List.of(two, one), values, 1)).containsExactly(1.5f, 1, -1.25f);
        assertThat(ActorCritic.advantages(List.of(two, one), values, 0)).containsExactly(0.5f, 1, -1.25f);
        assertThat(ActorCritic.advantages(List.of(two, one), values, 0.5)).containsExactly(1, 1, -1.25f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ppo", "a2c", "a3c", "reinforce"})
    void tenThousandTrialsNeedNoMoreMemoryThanTwoThousand(String name) {
        Bandit space = new Bandit(List.of(true, true, true));
        PolicyController controller = policy(name, Map.of("batch", 5, "hidden", 16), space);
        Bandit.teach(controller, new double[] {0, 1, 2}, 2_000);
        long live = Pointer.totalBytes();
        long before = NativeMemory.bytes();
        Bandit.teach(controller, new double[] {2, 1, 0}, 8_000);
        assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(live);
        assertThat(NativeMemory.bytes() - before).isLessThan(64L << 20);
    }

    @Test
    void failedTrialsCountAsTheWorstScoreThereIsNow() {
        RunningReward rewards = new RunningReward();
        double failure = rewards.tell(new Outcome.Failed("no", Map.of(), 0));
        assertThat(failure).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(rewards.standardized(failure)).isZero();
        rewards.tell(scored(-3));
        assertThat(rewards.mean()).isEqualTo(-3);
        rewards.tell(scored(-1));
        assertThat(rewards.standardized(failure)).isEqualTo(-1).isEqualTo(rewards.standardized(-3));
        rewards.tell(scored(-7));
        rewards.tell(new Outcome.Failed("no", Map.of(), 0));
        assertThat(rewards.mean()).isEqualTo(-4.5);
        assertThat(rewards.standardized(failure)).isEqualTo(rewards.standardized(-7));
    }

    private static Outcome scored(double score) {
        return new Outcome.Scored(score, Map.of(), 0, null);
    }

    @Test
    void standardizedRewardsHaveMeanZeroAndDeviationOne() {
        RunningReward rewards = new RunningReward();
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 100; i++) {
            rewards.tell(scored(1000 + i % 10));
        }
        for (int i = 0; i < 10; i++) {
            sum += rewards.standardized(1000 + i);
            squares += Math.pow(rewards.standardized(1000 + i), 2);
        }
        assertThat(sum).isCloseTo(0, within(1e-9));
        assertThat(squares / 10).isCloseTo(1, within(1e-9));
        RunningReward same = new RunningReward();
        same.tell(scored(0.1));
        same.tell(scored(0.1));
        assertThat(same.standardized(0.1)).isCloseTo(0, within(1e-9));
    }
}
