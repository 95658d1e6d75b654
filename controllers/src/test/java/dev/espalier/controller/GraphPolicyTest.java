package dev.espalier.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.tensor.Torch;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphPolicyTest {
    private static final SearchSpace SPACE = TestSpaces.fixed();
    private static final List<DecisionPoint> POINTS = SPACE.fixedDecisions().orElseThrow();

    /** A policy that has learned something, so that no probability is uniform. */
    private static GraphPolicy taught(String places) {
        PolicyController controller = (PolicyController)
                Searches.controller("graph-policy", Map.of("places", places, "batch", 5), SPACE, 1, 100);
        Searches.run(
                SPACE,
                controller,
                each -> Searches.scoreByHash(each.architecture()),
                1,
                60,
                1,
                Runnable::run,
                List.of());
        return (GraphPolicy) controller.policy();
    }

    private static double[] ahead(GraphPolicy policy, List<Integer> order, int... choices) {
        List<DecisionPoint> taken = order.stream().map(POINTS::get).toList();
        List<Integer> chosen = order.stream().map(i -> choices[i]).toList();
        return Torch.infer(() -> policy.probabilities(taken, chosen, POINTS.get(3)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"known", "alike"})
    void theOrderInWhichDecisionsWereTakenChangesNothing(String places) {
        GraphPolicy policy = taught(places);
        double[] straight = ahead(policy, List.of(0, 1, 2), 4, 0, 2);
        assertThat(ahead(policy, List.of(2, 0, 1), 4, 0, 2)).containsExactly(straight, within(1e-6));
        assertThat(ahead(policy, List.of(0, 1, 2), 1, 0, 2)).isNotEqualTo(straight);
    }

    /** Layers of this space are alike, each joined to itself and to the whole alone. */
    @Test
    void equalNodesMayBeAddedInAnyOrder() {
        GraphPolicy alike = taught("alike");
        double[] one = ahead(alike, List.of(0, 1, 2), 4, 0, 2);
        assertThat(ahead(alike, List.of(0, 1, 2), 2, 4, 0)).containsExactly(one, within(1e-6));
        assertThat(ahead(alike, List.of(0, 1, 2), 4, 0, 0)[4]).isNotCloseTo(one[4], within(1e-5));
        GraphPolicy known = taught("known");
        assertThat(ahead(known, List.of(0, 1, 2), 2, 4, 0)[4])
                .isNotCloseTo(ahead(known, List.of(0, 1, 2), 4, 0, 2)[4], within(1e-5));
    }

    @Test
    void decisionsMeetAtThePlacesThatTheirNamesNumber() {
        PrefixGraphs graphs = new PrefixGraphs(true);
        List<DecisionPoint> points = List.of(
                DecisionPoint.of("cell1/edge0-1", "operation", List.of("a", "b")),
                DecisionPoint.of("cell1/edge0-2", "operation", List.of("a", "b")),
                DecisionPoint.of("cell1/edge1-2", "operation", List.of("a", "b")));
        graphs.add(points.subList(0, 2), List.of(0, 1), points.get(2));
        // the whole, cell1, and the nodes 0, 1 and 2 of its edges
        assertThat(graphs.places()).isEqualTo(5);
        assertThat(graphs.linkNodes()).hasSize(3 * 4);
        assertThat(graphs.linkPlaces()).containsExactly(0, 1, 2, 3, 0, 1, 2, 4, 0, 1, 3, 4);
        assertThat(graphs.ahead()).containsExactly(2);
    }

    @Test
    void walkedAndJudgedProbabilitiesAgree() {
        for (SearchSpace space : List.of(SPACE, TestSpaces.deepening())) {
            PolicyController controller =
                    (PolicyController) Searches.controller("graph-policy", Map.of(), space, 1, 100);
            Searches.run(
                    space,
                    controller,
                    each -> Searches.scoreByHash(each.architecture()),
                    1,
                    50,
                    1,
                    Runnable::run,
                    List.of());
            GraphPolicy policy = (GraphPolicy) controller.policy();
            List<Episode> episodes = new ArrayList<>();
            List<Double> walked = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                var random = new Seeds(i).stream("walk");
                List<Policy.Step> steps = policy.walk(space, each -> Categorical.draw(each, random));
                Decisions play = Decisions.of(
                        steps.stream().mapToInt(Policy.Step::choice).toArray());
                episodes.add(new Episode(play, space.points(play), 0));
                steps.forEach(step -> walked.add(Math.log(step.probabilities()[step.choice()])));
            }
            float[] judged =
                    Torch.infer(() -> policy.judge(episodes).logProbabilities().toArray());
            for (int step = 0; step < judged.length; step++) {
                assertThat((double) judged[step]).isCloseTo(walked.get(step), within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"known", "alike"})
    void learnsAboveRandom(String places) {
        assertThat(lateMean("graph-policy", Map.of("places", places)))
                .isGreaterThan(1.2 * lateMean("random", Map.of()));
    }

    private static double lateMean(String name, Map<String, ?> settings) {
        List<Trial> trials = Searches.run(
                SPACE,
                Searches.controller(name, settings, SPACE, 2, 150),
                each -> new Outcome.Scored(each.architecture().cost().parameters(), Map.of(), 0, null),
                2,
                150,
                1,
                Runnable::run,
                List.of());
        return IntStream.range(100, 150)
                .mapToDouble(i -> ((Outcome.Scored) trials.get(i).outcome()).score())
                .average()
                .orElseThrow();
    }
}
