package dev.espalier.controller;

import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A function from the beginning of a play to a value and to the logits of every decision: the sum of regression trees
 * with all of these as outputs (GBRL, Fuhrer 2024, section 4). The leaf of a tree is the mean gradient of its steps,
 * multiplied by a rate for the value and one for the logits. An ensemble that grew too large is rebuilt by fewer trees,
 * boosted to say the same of the beginnings that were learned from last.
 */
final class BoostedTrees {
    /**
     * @param depth of a tree
     * @param bound trees above which the ensemble is distilled
     */
    record Form(int depth, int bound, double policyRate, double valueRate) {}

    private static final int MEMORY = 1000;

    private final Form form;
    private final PlayRows features = new PlayRows();
    private final Map<String, Integer> offsets = new HashMap<>(); // of a decision's logits; looked up, never iterated
    private final List<int[]> memory = new ArrayList<>();
    private List<Term> terms = new ArrayList<>();
    private int outputs = 1; // the value comes first

    private record Term(RegressionTree tree, double policyRate, double valueRate) {
        /** Adds what the tree says of outputs from {@code from} on; decisions that it did not know are left alone. */
        void addTo(double[] sums, int[] row, int from) {
            double[] leaf = tree.predict(row);
            for (int i = 0; i < sums.length && from + i < leaf.length; i++) {
                sums[i] += leaf[from + i] * (from + i == 0 ? valueRate : policyRate);
            }
        }
    }

    BoostedTrees(Form form) {
        this.form = form;
    }

    void register(List<DecisionPoint> points) {
        features.register(points);
        for (DecisionPoint point : points) {
            if (offsets.putIfAbsent(point.name(), outputs) == null) {
                outputs += point.options().size();
            }
        }
    }

    int[] row(List<DecisionPoint> points, Decisions prefix) {
        return features.row(points, prefix);
    }

    int[] row(SearchSpace space, Decisions prefix) {
        List<DecisionPoint> points = IntStream.range(0, prefix.size())
                .mapToObj(i -> space.next(prefix.prefix(i)))
                .flatMap(Optional::stream)
                .toList();
        return features.row(points, prefix);
    }

    double value(int[] row) {
        return sums(row, 0, 1)[0];
    }

    double[] logits(int[] row, DecisionPoint point) {
        int from = offsets.getOrDefault(point.name(), outputs);
        return sums(row, from, point.options().size());
    }

    private double[] sums(int[] row, int from, int length) {
        double[] sums = new double[length];
        terms.forEach(term -> term.addTo(sums, row, from));
        return sums;
    }

    /** The gradient of a step by all outputs: none by the logits of other decisions. */
    double[] gradient(DecisionPoint point, double[] logits, double value) {
        double[] gradient = new double[outputs];
        gradient[0] = value;
        System.arraycopy(logits, 0, gradient, offsets.getOrDefault(point.name(), 1), logits.length);
        return gradient;
    }

    void add(int[][] rows, double[][] gradients, RandomGenerator random) {
        terms.add(new Term(fit(rows, gradients, random), form.policyRate(), form.valueRate()));
    }

    private RegressionTree fit(int[][] rows, double[][] targets, RandomGenerator random) {
        int[] all = IntStream.range(0, rows.length).toArray();
        return RegressionTree.fit(rows, targets, all, new RegressionTree.Form(form.depth(), 1, 1), random);
    }

    /** Keeps beginnings for the next distillation. */
    void remember(int[][] rows) {
        memory.addAll(Arrays.asList(rows));
        memory.subList(0, Math.max(0, memory.size() - MEMORY)).clear();
    }

    /** Distils the ensemble to a quarter of its bound where it is above. */
    void bound(RandomGenerator random) {
        if (terms.size() <= form.bound()) {
            return;
        }
        int[][] rows = memory.toArray(int[][]::new);
        double[][] rest = Arrays.stream(rows).map(row -> sums(row, 0, outputs)).toArray(double[][]::new);
        List<Term> fewer = new ArrayList<>();
        for (int i = 0; i < Math.max(1, form.bound() / 4); i++) {
            Term term = new Term(fit(rows, rest, random), -1, -1);
            for (int row = 0; row < rows.length; row++) {
                term.addTo(rest[row], rows[row], 0); // subtracts
            }
            fewer.add(new Term(term.tree(), 1, 1));
        }
        terms = fewer;
    }

    /** Trees in the ensemble. */
    int size() {
        return terms.size();
    }
}
