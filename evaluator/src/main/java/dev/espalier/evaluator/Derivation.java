package dev.espalier.evaluator;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.space.Supernet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The architecture that alphas speak for: of each node the strongest edges, each with its strongest operation but the
 * one that gives zeros (Liu 2019, section 2.4), so that the sum of log alpha is the greatest that the bounds allow
 * (RC-DARTS, Jin 2019). Exact, by a dynamic programme over nodes that keeps what is not dominated in score and costs.
 */
final class Derivation {
    private final Supernet supernet;
    private final List<SupernetBound> bounds;
    private final List<List<Integer>> nodes;

    /** A choice for the nodes so far. */
    private record Partial(double score, double[] costs, int[] chosen) {}

    Derivation(Supernet supernet, List<SupernetBound> bounds) {
        this.supernet = supernet;
        this.bounds = bounds;
        Map<String, List<Integer>> byNode = new TreeMap<>();
        for (int edge = 0; edge < supernet.edges().size(); edge++) {
            byNode.computeIfAbsent(supernet.edges().get(edge).node(), node -> new ArrayList<>())
                    .add(edge);
        }
        this.nodes = List.copyOf(byNode.values());
    }

    /** @throws InvalidInputException where no architecture is within the bounds, with the least cost */
    void requireFeasible() {
        double[][] even =
                new double[supernet.edges().size()][supernet.operations().size()];
        Arrays.stream(even).forEach(row -> Arrays.fill(row, 1));
        double[] edges = new double[even.length];
        Arrays.fill(edges, 1);
        if (strongest(even, edges).isEmpty()) {
            throw new InvalidInputException(
                    "/objective/constraints",
                    "No architecture that this supernet can derive is within the bounds %s. The least: %s."
                            .formatted(
                                    bounds,
                                    bounds.stream()
                                            .map(bound -> String.format(
                                                    Locale.ROOT,
                                                    "%s %.0f",
                                                    bound.metric().key(),
                                                    least(bound)))
                                            .toList()));
        }
    }

    /**
     * For each edge its operation, or {@link Supernet#DROPPED}.
     *
     * @param operations probability of each operation of each edge
     * @param edges share of each edge in its node
     */
    int[] best(double[][] operations, double[] edges) {
        return strongest(operations, edges)
                .orElseThrow(() -> new IllegalStateException("The bounds %s became infeasible.".formatted(bounds)));
    }

    private Optional<int[]> strongest(double[][] operations, double[] edges) {
        int[] nothing = new int[operations.length];
        Arrays.fill(nothing, Supernet.DROPPED);
        double[] base = bounds.stream().mapToDouble(SupernetBound::base).toArray();
        List<Partial> front = List.of(new Partial(0, base, nothing));
        for (List<Integer> node : nodes) {
            List<Partial> choices = undominated(choices(node, operations, edges));
            List<Partial> longer = new ArrayList<>();
            for (Partial partial : front) {
                for (Partial choice : choices) {
                    Partial both = both(partial, choice);
                    if (within(both.costs())) {
                        longer.add(both);
                    }
                }
            }
            front = undominated(longer);
        }
        return front.stream().findFirst().map(Partial::chosen);
    }

    /** Every way to keep as many edges of a node as it has, each with an operation. */
    private List<Partial> choices(List<Integer> node, double[][] operations, double[] edges) {
        int[] nothing = new int[operations.length];
        Arrays.fill(nothing, Supernet.DROPPED);
        List<Partial> found = List.of(new Partial(0, new double[bounds.size()], nothing));
        int kept = supernet.edges().get(node.get(0)).kept();
        for (int i = 0; i < node.size(); i++) {
            int left = node.size() - i - 1;
            List<Partial> longer = new ArrayList<>();
            for (Partial partial : found) {
                long so = Arrays.stream(partial.chosen())
                        .filter(chosen -> chosen != Supernet.DROPPED)
                        .count();
                if (so + left >= kept) {
                    longer.add(partial);
                }
                if (so < kept) {
                    longer.addAll(extended(partial, node.get(i), operations, edges));
                }
            }
            found = longer;
        }
        return found;
    }

    private List<Partial> extended(Partial partial, int edge, double[][] operations, double[] edges) {
        List<Partial> longer = new ArrayList<>();
        for (int operation = 0; operation < supernet.operations().size(); operation++) {
            if (supernet.computes(operation)) {
                int[] chosen = partial.chosen().clone();
                chosen[edge] = operation;
                double[] costs = partial.costs().clone();
                for (int i = 0; i < costs.length; i++) {
                    costs[i] += bounds.get(i).costs()[edge][operation];
                }
                double score = partial.score() + Math.log(operations[edge][operation] * edges[edge]);
                longer.add(new Partial(score, costs, chosen));
            }
        }
        return longer;
    }

    private static Partial both(Partial one, Partial other) {
        double[] costs = one.costs().clone();
        for (int i = 0; i < costs.length; i++) {
            costs[i] += other.costs()[i];
        }
        int[] chosen = one.chosen().clone();
        for (int edge = 0; edge < chosen.length; edge++) {
            chosen[edge] = Math.max(chosen[edge], other.chosen()[edge]);
        }
        return new Partial(one.score() + other.score(), costs, chosen);
    }

    private boolean within(double[] costs) {
        for (int i = 0; i < costs.length; i++) {
            if (costs[i] > bounds.get(i).atMost()) {
                return false;
            }
        }
        return true;
    }

    /** Those that no other beats in score without costing more, the best score first; equal ones in their order. */
    private static List<Partial> undominated(List<Partial> partials) {
        List<Partial> sorted = new ArrayList<>(partials);
        sorted.sort(Comparator.comparingDouble(Partial::score).reversed());
        List<Partial> kept = new ArrayList<>();
        for (Partial partial : sorted) {
            if (kept.stream().noneMatch(better -> atMost(better.costs(), partial.costs()))) {
                kept.add(partial);
            }
        }
        return kept;
    }

    private static boolean atMost(double[] costs, double[] others) {
        for (int i = 0; i < costs.length; i++) {
            if (costs[i] > others[i]) {
                return false;
            }
        }
        return true;
    }

    /** The least that a derived architecture costs. */
    private double least(SupernetBound bound) {
        int place = bounds.indexOf(bound);
        double[][] any =
                new double[supernet.edges().size()][supernet.operations().size()];
        double sum = bound.base();
        for (List<Integer> node : nodes) {
            sum += choices(node, any, new double[any.length]).stream()
                    .mapToDouble(choice -> choice.costs()[place])
                    .min()
                    .orElse(0);
        }
        return sum;
    }
}
