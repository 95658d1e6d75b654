package dev.espalier.controller;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A regression tree with several outputs over rows of categories (CART, Breiman 1984): an inner node asks whether a
 * column holds one category, and splits where the squared errors of all outputs together fall most. A cell that a row
 * does not have is category 0.
 */
final class RegressionTree {
    /**
     * @param depth of the deepest leaf
     * @param leaf rows that each side of a split keeps at least
     * @param columns probability that a node looks at a column
     */
    record Form(int depth, int leaf, double columns) {}

    private sealed interface Node {}

    private record Leaf(double[] mean) implements Node {}

    private record Split(int column, int category, Node equal, Node other) implements Node {}

    /** {@code gain}: the two sides' squared means times rows, summed over outputs; the greater, the less error is left. */
    private record Question(int column, int category, double gain) {}

    private final Node root;

    private RegressionTree(Node root) {
        this.root = root;
    }

    /**
     * @param sample indices of the rows to learn from; a row may occur several times
     * @param random draws the columns that a node looks at
     */
    static RegressionTree fit(int[][] rows, double[][] targets, int[] sample, Form form, RandomGenerator random) {
        return new RegressionTree(new Growth(rows, targets, form, random).grow(sample, 0));
    }

    /** The mean of the targets in the leaf of this row; not to be written to. */
    double[] predict(int[] row) {
        Node node = root;
        while (node instanceof Split split) {
            node = cell(row, split.column()) == split.category() ? split.equal() : split.other();
        }
        return ((Leaf) node).mean();
    }

    private static int cell(int[] row, int column) {
        return column < row.length ? row[column] : 0;
    }

    private record Growth(int[][] rows, double[][] targets, Form form, RandomGenerator random) {
        Node grow(int[] sample, int depth) {
            double[] sums = sums(sample);
            Question question = depth < form.depth() && sample.length >= 2 * form.leaf() ? best(sample, sums) : null;
            if (question == null) {
                return new Leaf(
                        Arrays.stream(sums).map(sum -> sum / sample.length).toArray());
            }
            int[] equal = Arrays.stream(sample).filter(i -> holds(question, i)).toArray();
            int[] other = Arrays.stream(sample).filter(i -> !holds(question, i)).toArray();
            return new Split(question.column(), question.category(), grow(equal, depth + 1), grow(other, depth + 1));
        }

        private boolean holds(Question question, int index) {
            return cell(rows[index], question.column()) == question.category();
        }

        private double[] sums(int[] sample) {
            double[] sums = new double[targets[0].length];
            for (int i : sample) {
                add(sums, targets[i]);
            }
            return sums;
        }

        private static void add(double[] sums, double[] target) {
            for (int output = 0; output < sums.length; output++) {
                sums[output] += target[output];
            }
        }

        private @Nullable Question best(int[] sample, double[] sums) {
            double none = gain(sums, sample.length);
            Question best = new Question(-1, 0, none + 1e-9 * Math.max(1, none));
            int width = Arrays.stream(sample).map(i -> rows[i].length).max().orElse(0);
            for (int column = 0; column < width; column++) {
                if (random.nextDouble() < form.columns()) {
                    best = better(best, sample, sums, column);
                }
            }
            return best.column() < 0 ? null : best;
        }

        private Question better(Question best, int[] sample, double[] sums, int column) {
            int categories = 1
                    + Arrays.stream(sample)
                            .map(i -> cell(rows[i], column))
                            .max()
                            .orElse(0);
            int[] counts = new int[categories];
            double[][] parts = new double[categories][];
            for (int i : sample) {
                int category = cell(rows[i], column);
                parts[category] = counts[category]++ == 0 ? new double[sums.length] : parts[category];
                add(parts[category], targets[i]);
            }
            Question found = best;
            for (int category = 0; category < categories; category++) {
                int rest = sample.length - counts[category];
                if (counts[category] >= form.leaf() && rest >= form.leaf()) {
                    double gain = gain(parts[category], counts[category]) + restGain(sums, parts[category], rest);
                    found = gain > found.gain() ? new Question(column, category, gain) : found;
                }
            }
            return found;
        }

        private static double gain(double[] sums, int count) {
            double squares = 0;
            for (double sum : sums) {
                squares += sum * sum;
            }
            return squares / count;
        }

        private static double restGain(double[] sums, double[] part, int rest) {
            double squares = 0;
            for (int output = 0; output < sums.length; output++) {
                squares += (sums[output] - part[output]) * (sums[output] - part[output]);
            }
            return squares / rest;
        }
    }
}
