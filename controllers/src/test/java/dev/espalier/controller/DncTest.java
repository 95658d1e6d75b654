package dev.espalier.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Seeds;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DncTest {
    @Test
    void proxiesAreScaledToTheLegalOptionsAndRounded() {
        int[] legal = {0, 1, 3, 4};
        double[] proxies = {-7, -1, -0.68, -0.66, -0.01, 0.01, 0.66, 0.68, 1, 7};
        assertThat(IntStream.range(0, proxies.length)
                        .map(i -> ProxyActor.rounded(proxies[i], legal))
                        .toArray())
                .containsExactly(0, 0, 0, 1, 1, 3, 3, 4, 4, 4);
        assertThat(ProxyActor.rounded(0.3, new int[] {2})).isEqualTo(2);
    }

    /** The third width of the second layer is illegal: a step leads over it. */
    @Test
    void orderedDecisionsHaveNeighborsOneStepUpAndDown() {
        assertThat(new StepNeighborhood(TestSpaces.fixed()).all(Decisions.of(0, 1, 2, 4)))
                .containsExactly(
                        Decisions.of(1, 1, 2, 4),
                        Decisions.of(0, 0, 2, 4),
                        Decisions.of(0, 3, 2, 4),
                        Decisions.of(0, 1, 1, 4),
                        Decisions.of(0, 1, 3, 4),
                        Decisions.of(0, 1, 2, 3));
    }

    @Test
    void decisionsWithoutAnOrderHaveEveryOtherOptionAsNeighbor() {
        SearchSpace arms = new Bandit(List.of(true, true, false, true));
        assertThat(new StepNeighborhood(arms).all(Decisions.of(1))).containsExactly(Decisions.of(0), Decisions.of(3));
        assertThat(StepNeighborhood.isOrdered(List.of("4", "8.5", "1e2"))).isTrue();
        assertThat(StepNeighborhood.isOrdered(List.of("8", "4"))).isFalse();
        assertThat(StepNeighborhood.isOrdered(List.of("4", "four"))).isFalse();
    }

    @Test
    void annealingAcceptsALossWithProbabilityExpOfMinusLossOverBeta() {
        RandomGenerator random = new Seeds(1).stream("draws");
        int draws = 100_000;
        for (double loss : new double[] {0.1, 0.5, 2}) {
            long accepted = IntStream.range(0, draws)
                    .filter(i -> AnnealedWalk.accepts(loss, 0.5, random.nextDouble()))
                    .count();
            double expected = Math.exp(-loss / 0.5);
            double error = Math.sqrt(expected * (1 - expected) / draws);
            assertThat(accepted / (double) draws).isCloseTo(expected, within(4 * error));
        }
    }

    /** Values 0, 3, 1, 2, 9 along one decision: too cold to go down from 3, it finds 9 by jumps to stored plays. */
    @Test
    void theBestEverLookedAtIsKeptAndOpen() {
        DecisionPoint point = DecisionPoint.of("width", "width", List.of("1", "2", "3", "4", "5"));
        double[] value = {0, 3, 1, 2, 9};
        AnnealedWalk cold = new AnnealedWalk(
                play -> IntStream.of(play.choice(0) - 1, play.choice(0) + 1)
                        .filter(point::isLegal)
                        .mapToObj(Decisions::of)
                        .toList(),
                1,
                0.01,
                60);
        Decisions start = Decisions.of(1);
        RandomGenerator random = new Seeds(2).stream("walk");
        assertThat(cold.from(start, play -> value[play.choice(0)], play -> true, random))
                .isEqualTo(Decisions.of(4));
        assertThat(cold.from(start, play -> value[play.choice(0)], play -> play.choice(0) != 4, random))
                .isEqualTo(start);
    }

    @Test
    void theActorMovesTowardsProxiesThatPay() {
        SearchSpace space = TestSpaces.fixed();
        ProxyActor actor = new ProxyActor(0.5, 0.02);
        RandomGenerator random = new Seeds(3).stream("actor");
        Set<Decisions> last = new HashSet<>();
        double sum = 0;
        for (int i = 0; i < 600; i++) {
            ProxyActor.Action action = actor.act(space, random);
            double reward = action.play().stream().sum() / 8.0 - 1;
            actor.learn(space.points(action.play()), action.proxies(), reward);
            if (i >= 500) {
                last.add(action.play());
                sum += action.play().stream().sum() / 100.0;
            }
        }
        assertThat(sum).isGreaterThan(12); // 8 untrained, 16 at most
        assertThat(last).hasSizeGreaterThan(3);
    }

    @Test
    void whereNothingIsStoredItGoesToTheBestNeighbor() {
        AnnealedWalk cold = new AnnealedWalk(play -> List.of(Decisions.of(play.choice(0) + 1)), 0, 0.01, 9);
        assertThat(cold.from(
                        Decisions.of(0),
                        play -> -play.choice(0),
                        play -> play.choice(0) > 2,
                        new Seeds(4).stream("walk")))
                .isEqualTo(Decisions.of(3));
    }
}
