package dev.espalier.evaluator;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Cost;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.space.PrunedSpace;
import dev.espalier.space.RelaxedSpace;
import dev.espalier.space.Supernet;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A bound on what an architecture costs, taken apart: an architecture's cost is a base, and an amount for the operation
 * on each of its edges.
 *
 * @param atMost the whole cost may be this, inclusive
 * @param base what every architecture of the space costs
 * @param costs by edge and operation, summed over the places where the edge is repeated
 */
record SupernetBound(Metric metric, double atMost, double base, double[][] costs) {
    private static final List<Metric> COUNTED = List.of(Metric.PARAMETERS, Metric.MACS);

    /**
     * The bounds that an objective sets on parameters and multiply-accumulates.
     *
     * @throws InvalidInputException where there are any and the space's costs cannot be taken apart
     */
    static List<SupernetBound> of(RelaxedSpace space, Objective objective) {
        List<SupernetBound> bounds = new ArrayList<>();
        for (Objective.Constraint constraint : objective.constraints()) {
            if (COUNTED.contains(constraint.metric())) {
                bounds.add(of(space, constraint.metric(), constraint.atMost()));
            }
        }
        if (space instanceof PrunedSpace && !bounds.isEmpty()) {
            throw new InvalidInputException(
                    "/objective/constraints",
                    ("A supernet of this space cannot keep to the bounds %s: its costs are no sum over choices. Maybe set"
                                    + " resourceWeight instead.")
                            .formatted(bounds));
        }
        return List.copyOf(bounds);
    }

    static SupernetBound of(RelaxedSpace space, Metric metric, double atMost) {
        Supernet supernet = space.supernet(1);
        double[][] costs =
                new double[supernet.edges().size()][supernet.operations().size()];
        for (Supernet.Place place : supernet.places().values()) {
            for (int i = 0; i < place.options().size(); i++) {
                int operation = i;
                place.options()
                        .get(i)
                        .map(Architecture::cost)
                        .ifPresent(cost -> costs[place.edge()][operation] += amount(metric, cost));
            }
        }
        return new SupernetBound(metric, atMost, amount(metric, supernet.outer().cost()), costs);
    }

    private static double amount(Metric metric, Cost cost) {
        return metric == Metric.PARAMETERS ? cost.parameters() : cost.macs();
    }

    /**
     * What an architecture costs on average whose operations are drawn with these probabilities and whose edges are
     * drawn uniformly among those of their node.
     */
    double expected(Supernet supernet, double[][] probabilities) {
        double[] shares = shares(supernet);
        double sum = base;
        for (int edge = 0; edge < costs.length; edge++) {
            sum += shares[edge] * mean(probabilities[edge], costs[edge]);
        }
        return sum;
    }

    /** Slope of {@link #expected} by every logit, in the order of {@link Alphas#values}. */
    double[] slope(Supernet supernet, double[][] probabilities) {
        double[] shares = shares(supernet);
        int options = supernet.operations().size();
        double[] slope = new double[costs.length * (options + 1)];
        for (int edge = 0; edge < costs.length; edge++) {
            double mean = mean(probabilities[edge], costs[edge]);
            for (int i = 0; i < options; i++) {
                slope[edge * options + i] = shares[edge] * probabilities[edge][i] * (costs[edge][i] - mean);
            }
        }
        return slope;
    }

    private static double mean(double[] probabilities, double[] values) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += probabilities[i] * values[i];
        }
        return sum;
    }

    /** For each edge the share of the architectures that keep it. */
    private static double[] shares(Supernet supernet) {
        Map<String, Integer> counts = new TreeMap<>();
        supernet.edges().forEach(edge -> counts.merge(edge.node(), 1, Integer::sum));
        return supernet.edges().stream()
                .mapToDouble(edge -> edge.kept() / (double) counts.getOrDefault(edge.node(), 1))
                .toArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SupernetBound that
                && metric == that.metric
                && atMost == that.atMost
                && base == that.base
                && Arrays.deepEquals(costs, that.costs);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(costs);
    }

    @Override
    public String toString() {
        return "%s at most %s".formatted(metric.key(), atMost);
    }
}
