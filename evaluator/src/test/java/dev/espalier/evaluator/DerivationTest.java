package dev.espalier.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.architecture.Shape;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.space.Decisions;
import dev.espalier.space.Ports;
import dev.espalier.space.RelaxedSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.space.Supernet;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerivationTest {
    private static RelaxedSpace space(String name) {
        return (RelaxedSpace) SearchSpaces.catalog()
                .make(name, Map.of("stemWidth", 4, "stages", 2))
                .fit(Ports.of(new Shape.Image(1, 8, 8), 10));
    }

    private static Objective bounded(double parameters, double macs) {
        return new Objective(
                Metric.ACCURACY,
                List.of(
                        new Objective.Constraint(Metric.PARAMETERS, parameters),
                        new Objective.Constraint(Metric.MACS, macs)));
    }

    private static Alphas alphas(Supernet supernet, int number) {
        Alphas alphas = new Alphas(supernet, new Seeds(1).stream("alphas"));
        alphas.values(new Seeds(number)
                .stream("logits")
                        .doubles(
                                supernet.edges().size() * (supernet.operations().size() + 1), -2, 2)
                        .toArray());
        return alphas;
    }

    private static double[] ones(Supernet supernet) {
        double[] ones = new double[supernet.edges().size()];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double score(int[] chosen, double[][] probabilities) {
        double sum = 0;
        for (int edge = 0; edge < chosen.length; edge++) {
            sum += chosen[edge] == Supernet.DROPPED ? 0 : Math.log(probabilities[edge][chosen[edge]]);
        }
        return sum;
    }

    @Test
    void boundedDerivationIsTheBestOfAllCellsThatFit() {
        RelaxedSpace space = space("cell");
        Supernet supernet = space.supernet(1);
        SupernetBound parameters = SupernetBound.of(space, Metric.PARAMETERS, 0);
        for (int number = 0; number < 6; number++) {
            double[][] probabilities = alphas(supernet, number).operations();
            double atMost = parameters.base() + 700 * number;
            Objective objective = bounded(atMost, 1e9);
            int[] found =
                    new Derivation(supernet, SupernetBound.of(space, objective)).best(probabilities, ones(supernet));
            double best = Double.NEGATIVE_INFINITY;
            for (int code = 0; code < 4096; code++) {
                int[] chosen = new int[6];
                double cost = parameters.base();
                for (int edge = 0, rest = code; edge < 6; edge++, rest /= 4) {
                    chosen[edge] = 1 + rest % 4;
                    cost += parameters.costs()[edge][chosen[edge]];
                }
                best = cost <= atMost ? Math.max(best, score(chosen, probabilities)) : best;
            }
            assertThat(score(found, probabilities)).isCloseTo(best, within(1e-9));
            assertThat(objective.violation(space.decode(space.play(found)).cost()))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cell", "darts-cell"})
    void everyFeasibleBoundIsSatisfied(String name) {
        RelaxedSpace space = space(name);
        Supernet supernet = space.supernet(1);
        for (int number = 0; number < 8; number++) {
            Decisions witness;
            do {
                witness = space.complete(Decisions.none(), new Seeds(number).stream("witness"));
                number++;
            } while (space.decode(witness).constant());
            var cost = space.decode(witness).cost();
            Objective objective = bounded(cost.parameters(), cost.macs());
            int[] found = new Derivation(supernet, SupernetBound.of(space, objective))
                    .best(alphas(supernet, number).operations(), ones(supernet));
            assertThat(objective.violation(space.decode(space.play(found)).cost()))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cell", "darts-cell"})
    void costsOfASupernetAddUpToThoseOfItsArchitectures(String name) {
        RelaxedSpace space = space(name);
        Supernet supernet = space.supernet(1);
        for (Metric metric : List.of(Metric.PARAMETERS, Metric.MACS)) {
            SupernetBound bound = SupernetBound.of(space, metric, 0);
            int[] found =
                    new Derivation(supernet, List.of()).best(alphas(supernet, 4).operations(), ones(supernet));
            double sum = bound.base();
            for (int edge = 0; edge < found.length; edge++) {
                sum += found[edge] == Supernet.DROPPED ? 0 : bound.costs()[edge][found[edge]];
            }
            var cost = space.decode(space.play(found)).cost();
            assertThat(sum).isEqualTo(metric == Metric.MACS ? cost.macs() : cost.parameters());
        }
    }

    @Test
    void infeasibleBoundIsRefusedWithTheLeastCost() {
        RelaxedSpace space = space("cell");
        double least = SupernetBound.of(space, Metric.PARAMETERS, 0).base();
        Derivation impossible = new Derivation(space.supernet(1), SupernetBound.of(space, bounded(least - 1, 1e9)));
        assertThatThrownBy(impossible::requireFeasible)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("parameters %.0f".formatted(least));
        new Derivation(space.supernet(1), SupernetBound.of(space, bounded(least, 1e9))).requireFeasible();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cell", "darts-cell"})
    void projectedAlphasCostAtMostTheBoundsOnAverageAndStayWhereTheyAlreadyDo(String name) {
        RelaxedSpace space = space(name);
        Supernet supernet = space.supernet(1);
        for (int number = 0; number < 10; number++) {
            double[] logits = alphas(supernet, number).values();
            double[][] probabilities = Alphas.operations(logits, supernet);
            for (double share : new double[] {0.3, 0.7, 1.5}) {
                List<SupernetBound> bounds = List.of(
                        atShare(space, supernet, Metric.PARAMETERS, probabilities, share),
                        atShare(space, supernet, Metric.MACS, probabilities, share));
                double[] projected = Projection.of(logits, supernet, bounds);
                double[][] after = Alphas.operations(projected, supernet);
                assertThat(bounds).allMatch(bound -> bound.expected(supernet, after) <= bound.atMost());
                assertThat(Arrays.equals(projected, logits)).isEqualTo(share > 1);
            }
        }
    }

    /** A bound at that share of what the expected cost is above the base. */
    private static SupernetBound atShare(
            RelaxedSpace space, Supernet supernet, Metric metric, double[][] probabilities, double share) {
        SupernetBound bound = SupernetBound.of(space, metric, 0);
        double above = bound.expected(supernet, probabilities) - bound.base();
        return SupernetBound.of(space, metric, bound.base() + share * above);
    }
}
