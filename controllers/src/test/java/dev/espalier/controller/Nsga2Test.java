package dev.espalier.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Pareto;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several metrics at once: the evolution that reads them all, and the others by scalarisation. */
class Nsga2Test {
    private static final SearchSpace SPACE = TestSpaces.fixed(8);
    private static final int SEEDS = 10;
    private static final int TRIALS = 120;

    /** Every layer gains with its width, the deeper the less, so that each number of parameters has one best play. */
    private static Map<String, Double> metrics(Decisions play) {
        double accuracy = IntStream.range(0, play.size())
                .mapToDouble(layer -> Math.sqrt(play.choice(layer)) / (1 + layer))
                .sum();
        double parameters = SPACE.decode(play).cost().parameters();
        return Map.of("accuracy", accuracy, "parameters", parameters);
    }

    private static TradeOff problem(Objective objective) {
        return new TradeOff(SPACE, objective, Nsga2Test::metrics);
    }

    private static double volume(String name) {
        TradeOff problem = problem(TradeOff.ACCURACY_AGAINST_PARAMETERS);
        return IntStream.range(0, SEEDS)
                .mapToDouble(seed -> problem.hypervolume(problem.search(name, Map.of(), seed, TRIALS), 0, 300))
                .average()
                .orElseThrow();
    }

    @Test
    void findsABetterFrontThanRandomAndThanScalarizedEvolution() {
        double nsga2 = volume("nsga2");
        assertThat(nsga2).isGreaterThan(1.02 * volume("random"));
        assertThat(nsga2).isGreaterThan(volume("regularized-evolution"));
    }

    /** Not that their front is the better one, which docs/controllers.md denies: that they learn towards it. */
    @ParameterizedTest
    @ValueSource(strings = {"regularized-evolution", "local-search", "tabular-reinforce"})
    void scalarizedControllersProposeWhatFewPlaysDominate(String name) {
        assertThat(dominators(name)).isLessThan(0.7 * dominators("random"));
    }

    /** The mean share of random plays that dominate one of the last proposals. */
    private static double dominators(String name) {
        TradeOff problem = problem(TradeOff.ACCURACY_AGAINST_PARAMETERS);
        List<double[]> plays = scores(problem, problem.search("random", Map.of(), 99, 300));
        return IntStream.range(0, SEEDS)
                .boxed()
                .flatMap(seed ->
                        scores(
                                problem,
                                problem.search(name, Map.of(), seed, TRIALS).subList(TRIALS - 40, TRIALS))
                                .stream())
                .mapToLong(scores -> plays.stream()
                        .filter(play -> Pareto.dominates(play, scores))
                        .count())
                .average()
                .orElseThrow();
    }

    private static List<double[]> scores(TradeOff problem, List<Trial> trials) {
        return trials.stream()
                .map(trial -> problem.objective().scores(trial.outcome()).orElseThrow())
                .toList();
    }

    @Test
    void scalarizedSearchResumesExactly() {
        TradeOff problem = problem(TradeOff.ACCURACY_AGAINST_PARAMETERS);
        for (String name : List.of("nsga2", "tabular-reinforce")) {
            List<Trial> whole = problem.search(name, Map.of(), 3, 60);
            var resumed = problem.controller(name, Map.of(), 3, 60);
            whole.subList(0, 41).forEach(resumed::tell);
            assertThat(resumed.ask(42, List.of(), new Seeds(3).stream("ask", 42)))
                    .isEqualTo(whole.get(41).proposal());
        }
    }

    /** Nothing random is inside these bounds: only the excess shows the way. */
    @Test
    void walksIntoTheBoundsFromOutside() {
        Objective tight = new Objective(Metric.ACCURACY, List.of(new Objective.Constraint(Metric.PARAMETERS, 45)));
        List<Trial> trials = problem(tight).search("nsga2", Map.of(), 3, 300);
        assertThat(inside(trials.subList(0, 20))).isZero();
        assertThat(inside(trials.subList(20, 300)))
                .isGreaterThan(inside(problem(tight).search("random", Map.of(), 3, 300)));
    }

    private static long inside(List<Trial> trials) {
        return trials.stream()
                .filter(trial -> trial.outcome() instanceof Outcome.Scored)
                .count();
    }

    @Test
    void childrenInheritEveryDecisionFromAParentWhereNoneIsTakenAnew() {
        Recombination recombination = new Recombination(SPACE);
        RandomGenerator random = new Seeds(1).stream("children");
        Decisions one = Decisions.of(0, 1, 2, 3, 0, 0, 0, 4);
        Decisions other = Decisions.of(4, 3, 3, 2, 1, 0, 4, 0);
        for (int i = 0; i < 100; i++) {
            Decisions child = recombination.child(one, other, 0, random);
            for (int place = 0; place < 8; place++) {
                assertThat(child.choice(place)).isIn(one.choice(place), other.choice(place));
            }
        }
    }

    @Test
    void childrenAreCompleteWhereDecisionsDependOnThePlay() {
        SearchSpace space = TestSpaces.deepening();
        RandomGenerator random = new Seeds(1).stream("children");
        for (int i = 0; i < 200; i++) {
            Decisions child =
                    new Recombination(space).child(Decisions.of(0, 5), Decisions.of(3, 5, 3, 1, 0, 1), 1, random);
            space.points(child);
        }
    }
}
