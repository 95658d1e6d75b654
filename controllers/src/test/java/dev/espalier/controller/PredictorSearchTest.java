package dev.espalier.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictorSearchTest {
    private static final SearchSpace SPACE = TestSpaces.fixed();

    /** The first and third choice must agree, the others should be great. */
    private static double score(Decisions play) {
        return (play.choice(0) == play.choice(2) ? 4 : 0) + play.choice(1) + play.choice(3);
    }

    private static List<Decisions> search(String model, long seed, int trials) {
        Controller controller = Searches.controller("predictor", Map.of("model", model), SPACE, seed, trials);
        List<Decisions> plays = new ArrayList<>();
        for (int number = 1; number <= trials; number++) {
            Proposal proposal = controller.ask(number, List.of(), new Seeds(seed).stream("ask", number));
            Outcome outcome = new Outcome.Scored(score(proposal.decisions()), Map.of(), 0, null);
            controller.tell(new Trial(number, proposal, null, outcome, null));
            plays.add(proposal.decisions());
        }
        return plays;
    }

    /** 5 of 500 plays are best: random search meets one of them in 60 trials in 45 of 100 searches. */
    @ParameterizedTest
    @ValueSource(strings = {"kernel", "trees"})
    void meetsOneOfFiveBestPlaysOf500InSixtyTrials(String model) {
        for (long seed = 1; seed <= 10; seed++) {
            assertThat(search(model, seed, 60)).anyMatch(play -> score(play) == 12);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kernel", "trees"})
    void proposesNothingTwiceWhilePredictionsLast(String model) {
        List<Decisions> predicted = search(model, 1, 100).subList(10, 100);
        assertThat(new HashSet<>(predicted)).hasSameSizeAs(predicted);
    }

    @Test
    void leavesOutWhatIsPending() {
        Controller controller = Searches.controller("predictor", Map.of(), SPACE, 1, 100);
        RandomGenerator random = new Seeds(1).stream("starts");
        for (int number = 1; number <= 10; number++) {
            Proposal start = Proposal.of(SPACE.complete(Decisions.none(), random));
            Outcome outcome = new Outcome.Scored(score(start.decisions()), Map.of(), 0, null);
            controller.tell(new Trial(number, start, null, outcome, null));
        }
        List<Proposal> pending = new ArrayList<>();
        Set<Decisions> asked = new HashSet<>();
        for (int number = 11; number <= 20; number++) {
            Proposal proposal = controller.ask(number, List.copyOf(pending), random);
            assertThat(asked.add(proposal.decisions())).isTrue();
            pending.add(proposal);
        }
    }

    static Stream<ToDoubleFunction<int[]>> fitted() {
        int[][] rows = new int[25][];
        double[] targets = new double[25];
        for (int i = 0; i < 25; i++) {
            rows[i] = new int[] {1 + i % 5, 1 + i / 5, 1};
            targets[i] = i % 5 == i / 5 ? 10 : 0;
        }
        return Stream.of(KernelRegression.fit(rows, targets), Forest.fit(rows, targets, new Seeds(1).stream("forest")));
    }

    @ParameterizedTest
    @MethodSource("fitted")
    void modelsLearnInteractions(ToDoubleFunction<int[]> model) {
        for (int category = 1; category <= 5; category++) {
            double together = model.applyAsDouble(new int[] {category, category, 1});
            double apart = model.applyAsDouble(new int[] {category, category % 5 + 1, 1});
            assertThat(together).isGreaterThan(apart + 3);
        }
    }
}
