package dev.espalier.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Trial;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvolutionAndLocalSearchTest {
    private static final SearchSpace SPACE = TestSpaces.fixed();
    /** One hill: the wider the better. */
    private static final Evaluator HILL =
            candidate -> new Outcome.Scored(candidate.architecture().cost().parameters(), Map.of(), 0, null);

    private static List<Trial> run(String name, Map<String, ?> settings, int trials, int inFlight) {
        Controller controller = Searches.controller(name, settings, SPACE, 4, trials);
        return Searches.run(SPACE, controller, HILL, 4, trials, inFlight, Runnable::run, List.of());
    }

    private static long distance(Trial one, Trial other) {
        Decisions a = one.proposal().decisions();
        Decisions b = other.proposal().decisions();
        return IntStream.range(0, a.size())
                .filter(i -> a.choice(i) != b.choice(i))
                .count();
    }

    @Test
    void childrenChangeOneDecisionOfALivingParent() {
        List<Trial> trials = run("regularized-evolution", Map.of("population", 12, "sample", 4), 200, 1);
        for (Trial trial : trials) {
            Integer parent = trial.proposal().parent();
            assertThat(parent == null).isEqualTo(trial.number() <= 12);
            if (parent != null) {
                assertThat(parent).isGreaterThanOrEqualTo(trial.number() - 12);
                assertThat(distance(trial, trials.get(parent - 1))).isEqualTo(1);
            }
        }
    }

    @Test
    void aSampleOfOnePicksParentsWithoutRegardToTheirScore() {
        List<Trial> strict = run("regularized-evolution", Map.of("population", 20, "sample", 20), 300, 1);
        List<Trial> loose = run("regularized-evolution", Map.of("population", 20, "sample", 1), 300, 1);
        assertThat(lastMean(strict)).isGreaterThan(1.3 * lastMean(loose));
    }

    private static double lastMean(List<Trial> trials) {
        return trials.subList(200, 300).stream()
                .mapToDouble(trial -> ((Outcome.Scored) trial.outcome()).score())
                .average()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"first", "best"})
    void localSearchClimbsAHillAndBeginsAnewOnTop(String step) {
        List<Trial> trials = run("local-search", Map.of("step", step, "starts", 1), 150, 1);
        int top = IntStream.range(0, trials.size())
                .filter(i -> trials.get(i).proposal().decisions().equals(Decisions.of(4, 4, 4, 4)))
                .findFirst()
                .orElseThrow();
        assertThat(top).isLessThan(100);
        List<Trial> after = trials.subList(top + 1, trials.size());
        assertThat(after).anyMatch(trial -> trial.proposal().parent() == null);
    }

    @Test
    void localSearchProposesNeighborsAndNoneTwice() {
        List<Trial> trials = run("local-search", Map.of("starts", 3), 120, 4);
        Set<Decisions> seen = new HashSet<>();
        for (Trial trial : trials) {
            assertThat(seen.add(trial.proposal().decisions())).isTrue();
            Integer parent = trial.proposal().parent();
            if (parent != null) {
                assertThat(distance(trial, trials.get(parent - 1))).isEqualTo(1);
            }
        }
        assertThat(trials)
                .filteredOn(trial -> trial.proposal().parent() != null)
                .hasSizeGreaterThan(60);
    }

    @Test
    void neighborsWhoseLaterDecisionsVanishAreStillComplete() {
        SearchSpace space = TestSpaces.deepening();
        List<Decisions> neighbors = new Neighborhood(space).all(Decisions.of(2, 5, 3, 1, 0));
        assertThat(neighbors).contains(Decisions.of(0, 5), Decisions.of(3, 5, 3, 1, 0, 0), Decisions.of(2, 2, 0, 0, 0));
        neighbors.forEach(space::points);
    }
}
