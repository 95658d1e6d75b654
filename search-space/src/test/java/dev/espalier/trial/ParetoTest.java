package dev.espalier.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.space.Decisions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParetoTest {
    private static final int GRID = 7;

    /** Corners of a small grid, so that ties and repeats are many. */
    private static List<double[]> points(int dimensions, int seed) {
        RandomGenerator random = new Seeds(seed).stream("points", dimensions);
        return IntStream.range(0, 1 + random.nextInt(25))
                .mapToObj(point -> IntStream.range(0, dimensions)
                        .mapToDouble(i -> random.nextInt(GRID + 1))
                        .toArray())
                .toList();
    }

    /** The fronts by their definition: take away what nothing dominates, again and again. */
    private static List<List<double[]>> peeled(List<double[]> points) {
        List<double[]> left = new ArrayList<>(points);
        List<List<double[]>> fronts = new ArrayList<>();
        while (!left.isEmpty()) {
            List<double[]> all = List.copyOf(left);
            List<double[]> front = all.stream()
                    .filter(point -> all.stream().noneMatch(other -> Pareto.dominates(other, point)))
                    .toList();
            fronts.add(front);
            left.removeAll(front);
        }
        return fronts;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void frontsAreWhatPeelingGives(int dimensions) {
        for (int seed = 0; seed < 200; seed++) {
            List<double[]> points = points(dimensions, seed);
            assertThat(Pareto.fronts(points, Pareto::dominates)).isEqualTo(peeled(points));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void hypervolumeIsTheNumberOfDominatedBoxes(int dimensions) {
        for (int seed = 0; seed < 200; seed++) {
            List<double[]> points = points(dimensions, seed);
            double[] reference = new double[dimensions];
            reference[0] = 1;
            int boxes = 0;
            for (int box = 0; box < Math.pow(GRID, dimensions); box++) {
                double[] top = new double[dimensions];
                for (int i = 0, rest = box; i < dimensions; i++, rest /= GRID) {
                    top[i] = rest % GRID + 1;
                }
                boolean inside = top[0] > 1
                        && points.stream()
                                .anyMatch(
                                        point -> IntStream.range(0, dimensions).allMatch(i -> point[i] >= top[i]));
                boxes += inside ? 1 : 0;
            }
            assertThat(Pareto.hypervolume(points, reference)).isEqualTo(boxes);
        }
    }

    @Test
    void crowdingIsTheSumOfGapsAndInfiniteAtTheEnds() {
        List<double[]> front =
                List.of(new double[] {0, 10}, new double[] {4, 0}, new double[] {1, 6}, new double[] {2, 5});
        double[] crowding = Pareto.crowding(front);
        assertThat(crowding[0]).isInfinite();
        assertThat(crowding[1]).isInfinite();
        assertThat(crowding[2]).isCloseTo(2 / 4.0 + 5 / 10.0, within(1e-12));
        assertThat(crowding[3]).isCloseTo(3 / 4.0 + 6 / 10.0, within(1e-12));
        assertThat(Pareto.crowding(List.of())).isEmpty();
    }

    private static Trial trial(int number, double score, Map<String, Double> metrics) {
        return new Trial(
                number, Proposal.of(Decisions.of(number)), null, new Outcome.Scored(score, metrics, 0, null), null);
    }

    @Test
    void theFrontOfASearchHoldsTheFirstOfEqualTrialsAndNoneThatFailed() {
        Objective objective = Objective.of(Metric.ACCURACY).against(Metric.PARAMETERS);
        List<Trial> trials = List.of(
                trial(1, 0.5, Map.of("parameters", 100.0)),
                trial(2, 0.5, Map.of("parameters", 100.0)),
                trial(3, 0.9, Map.of("parameters", 300.0)),
                trial(4, 0.4, Map.of("parameters", 200.0)),
                trial(5, 1.0, Map.of()),
                new Trial(6, Proposal.of(Decisions.of(6)), null, new Outcome.Failed("no", Map.of(), 0), null),
                trial(7, 0.6, Map.of("parameters", 90.0)));
        assertThat(Pareto.front(trials, objective)).extracting(Trial::number).containsExactly(3, 7);
    }

    @Test
    void chebyshevReachesWhatTheWeightedSumCannot() {
        List<double[]> front = List.of(new double[] {1, 0}, new double[] {0.4, 0.4}, new double[] {0, 1});
        boolean[][] best = new boolean[2][3];
        for (int draw = 0; draw < 100; draw++) {
            double[] weights = Scalarization.weights(2, new Seeds(1).stream("weights", draw));
            assertThat(weights[0] + weights[1]).isCloseTo(1, within(1e-12));
            for (Scalarization each : Scalarization.values()) {
                int first = IntStream.range(0, 3)
                        .reduce((a, b) -> each.score(front.get(b), weights) > each.score(front.get(a), weights) ? b : a)
                        .orElseThrow();
                best[each.ordinal()][first] = true;
            }
        }
        assertThat(best[Scalarization.WEIGHTED_SUM.ordinal()]).containsExactly(true, false, true);
        assertThat(best[Scalarization.CHEBYSHEV.ordinal()]).containsExactly(true, true, true);
    }

    @Test
    void excessIsTheShareAboveEachBound() {
        Objective bounded = new Objective(
                Metric.ACCURACY,
                List.of(new Objective.Constraint(Metric.PARAMETERS, 100), new Objective.Constraint(Metric.LATENCY, 2)));
        assertThat(bounded.excess(Map.of("parameters", 150.0, "latency", 1.0))).isEqualTo(0.5);
        assertThat(bounded.excess(Map.of("parameters", 150.0, "latency", 3.0))).isEqualTo(1);
        assertThat(bounded.excess(Map.of())).isZero();
    }
}
