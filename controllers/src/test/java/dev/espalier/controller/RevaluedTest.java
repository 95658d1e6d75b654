package dev.espalier.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevaluedTest {
    private static final SearchSpace SPACE = TestSpaces.fixed();

    private static Utilities utilities(boolean dueling, double[]... tables) {
        Utilities utilities = new Utilities(new Seeds(1), dueling);
        List<DecisionPoint> points = SPACE.fixedDecisions().orElseThrow();
        for (int i = 0; i < points.size(); i++) {
            double[] learned = utilities.learned(points.get(i));
            System.arraycopy(tables[i % tables.length], 0, learned, 0, learned.length);
        }
        return utilities;
    }

    @Test
    void regularizerIsTheHandComputedOne() {
        double[] utilities = {0.5, 1.0};
        double[] ensemble = {1.0, 0.0};
        // target 1: w = 1 - exp(-0.5) and 1 - exp(0) = 0, so half of 0.39347 * 0.25
        assertThat(ValueDecomposition.regularizer(utilities, ensemble, 1)).isCloseTo(0.0491836, within(1e-7));
        // target 2: w = 1 - exp(-1.5) and 1 - exp(-1), so half of 0.776870 * 0.25 + 0.632121 * 1
        assertThat(ValueDecomposition.regularizer(utilities, ensemble, 2)).isCloseTo(0.4131690, within(1e-7));
    }

    /** With the weights held, as the paper holds them: error 1.25 is clipped to 1 and shared by two. */
    @Test
    void slopesAreThoseOfHuberLossAndRegularizer() {
        assertThat(ValueDecomposition.slopes(new double[] {0.5, 1.0}, new double[] {1.0, 0.0}, 2, 0.5))
                .containsExactly(new double[] {0.5 + 0.5 * 0.776870 * 0.5, 0.5 - 0.5 * 0.632121}, within(1e-6));
        assertThat(ValueDecomposition.slopes(new double[] {0.5, 1.0}, new double[] {1.0, 0.0}, 1, 0))
                .containsExactly(new double[] {0.125, 0.125}, within(1e-12));
    }

    /** Maxima of single critics would give 5; means first give 3, and the illegal option counts nowhere. */
    @Test
    void targetIsTheEnsemblesMeanPerUtilityThenMaxThenMean() {
        Utilities one = utilities(false, new double[] {5, 1, 9, 2, 0, 0}, new double[] {5, 1, 90, 2, 0, 0});
        Utilities other = utilities(false, new double[] {0, 1, -9, 4, 0, 0}, new double[] {0, 1, 90, 4, 0, 0});
        ValueDecomposition values = new ValueDecomposition(
                List.of(one, other), List.of(one, other), new ValueDecomposition.Rates(0.1, 0, 0));
        // layers 0 and 2: max of (2.5, 1, 0, 3, 0) = 3; layer 1: 3, for 90 is illegal; layer 3: 90
        assertThat(values.future(SPACE)).isCloseTo((3 + 3 + 3 + 90) / 4.0, within(1e-12));
    }

    @Test
    void duelingUtilitiesAreValuePlusAdvantageOverTheLegalMean() {
        Utilities dueling = utilities(true, new double[] {1, 2, 100, 4, 5, 10});
        DecisionPoint masked = SPACE.fixedDecisions().orElseThrow().get(1);
        assertThat(dueling.of(masked, 0)).isCloseTo(10 + 1 - 3, within(1e-12));
        double[] gradient = new double[6];
        dueling.addGradient(masked, 0, 2, gradient);
        assertThat(gradient).containsExactly(new double[] {1.5, -0.5, 0, -0.5, -0.5, 2}, within(1e-12));
    }

    @Test
    void criticsApproachAnAdditiveReward() {
        List<Utilities> critics = List.of(new Utilities(new Seeds(1), false), new Utilities(new Seeds(2), false));
        ValueDecomposition values =
                new ValueDecomposition(critics, critics, new ValueDecomposition.Rates(0.05, 0.5, 0.05));
        List<DecisionPoint> points = SPACE.fixedDecisions().orElseThrow();
        List<ValueDecomposition.Sample> batch = IntStream.range(0, 50)
                .mapToObj(i -> SPACE.complete(Decisions.none(), new Seeds(5).stream("play", i)))
                .map(play -> new ValueDecomposition.Sample(
                        play, points, play.stream().sum() / 8.0 - 1))
                .toList();
        for (int i = 0; i < 300; i++) {
            values.improve(batch);
        }
        assertThat(Utilities.greedy(critics, SPACE)).isEqualTo(Decisions.of(4, 4, 4, 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"revalued", "dnc", "rlsvi"})
    void learnsFarAboveRandom(String name) {
        Evaluator wider =
                candidate -> new Outcome.Scored(candidate.architecture().cost().parameters(), Map.of(), 0, null);
        for (SearchSpace space : List.of(SPACE, TestSpaces.deepening())) {
            double[] means = List.of(name, "random").stream()
                    .mapToDouble(each -> Searches.run(
                                    space,
                                    Searches.controller(each, Map.of(), space, 2, 120),
                                    wider,
                                    2,
                                    120,
                                    1,
                                    Runnable::run,
                                    List.of())
                            .subList(20, 60)
                            .stream()
                            .map(Trial::outcome)
                            .mapToDouble(outcome -> ((Outcome.Scored) outcome).score())
                            .average()
                            .orElseThrow())
                    .toArray();
            assertThat(means[0]).as(Arrays.toString(means)).isGreaterThan(1.2 * means[1]);
        }
    }
}
