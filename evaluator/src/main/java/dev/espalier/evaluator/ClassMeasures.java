package dev.espalier.evaluator;

import dev.espalier.data.Examples;
import dev.espalier.data.Targets;
import dev.espalier.data.Task;
import dev.espalier.trial.Metric;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Metrics of classes (the greatest probability decides) and of labels (each at a probability of one half). */
final class ClassMeasures {
    private static final double SMALLEST = 1e-15;

    private final Examples examples;
    private final boolean exclusive;
    private final double[][] probabilities;
    private final boolean[][] decided;

    private ClassMeasures(Targets targets, Examples examples, float[] outputs) {
        this.examples = examples;
        this.exclusive = targets.task().type() == Task.Type.CLASSIFICATION;
        this.probabilities = Measures.predictions(targets, outputs);
        this.decided = Arrays.stream(probabilities).map(this::decide).toArray(boolean[][]::new);
    }

    static Map<Metric, Double> of(Targets targets, Examples examples, float[] outputs) {
        ClassMeasures measures = new ClassMeasures(targets, examples, outputs);
        Average balanced = new Average();
        Average f1 = new Average();
        Average auc = new Average();
        for (int unit = 0; unit < examples.units(); unit++) {
            measures.unit(unit, balanced, f1, auc);
        }
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        values.put(Metric.ACCURACY, measures.accuracy());
        values.put(Metric.BALANCED_ACCURACY, balanced.value());
        values.put(Metric.F1, f1.value());
        values.put(Metric.AUC, auc.value());
        values.put(Metric.LOG_LOSS, measures.logLoss());
        return values;
    }

    private boolean[] decide(double[] row) {
        boolean[] decision = new boolean[row.length];
        int best = 0;
        for (int unit = 0; unit < row.length; unit++) {
            best = row[unit] > row[best] ? unit : best;
            decision[unit] = !exclusive && row[unit] >= 0.5;
        }
        decision[best] |= exclusive;
        return decision;
    }

    private boolean holds(int row, int unit) {
        return examples.targets()[row * examples.units() + unit] > 0.5f;
    }

    /** Share of right classes; with labels the share of right answers over examples and labels. */
    private double accuracy() {
        long right = 0;
        for (int row = 0; row < decided.length; row++) {
            if (exclusive) {
                right += decided[row][examples.label(row)] ? 1 : 0;
            } else {
                for (int unit = 0; unit < examples.units(); unit++) {
                    right += decided[row][unit] == holds(row, unit) ? 1 : 0;
                }
            }
        }
        return right / (double) (exclusive ? decided.length : decided.length * examples.units());
    }

    /** Recall of a class (of a label: mean of recall and specificity), its F1 and its area under the curve. */
    private void unit(int unit, Average balanced, Average f1, Average auc) {
        double truePositive = 0;
        double falsePositive = 0;
        double positive = 0;
        for (int row = 0; row < decided.length; row++) {
            boolean holds = holds(row, unit);
            positive += holds ? 1 : 0;
            truePositive += holds && decided[row][unit] ? 1 : 0;
            falsePositive += !holds && decided[row][unit] ? 1 : 0;
        }
        double negative = decided.length - positive;
        double recall = truePositive / positive;
        balanced.add(exclusive ? recall : (recall + 1 - falsePositive / negative) / 2);
        f1.add(2 * truePositive / (positive + truePositive + falsePositive));
        auc.add(rightPairs(unit) / (positive * negative));
    }

    /**
     * Pairs of an example of this class and one of another in which the first is the more probable; ties count half.
     * With many classes few examples hold each, so that these alone are sorted.
     */
    private double rightPairs(int unit) {
        double[] positives = IntStream.range(0, probabilities.length)
                .filter(row -> holds(row, unit))
                .mapToDouble(row -> probabilities[row][unit])
                .sorted()
                .toArray();
        double pairs = 0;
        for (int row = 0; row < probabilities.length; row++) {
            if (!holds(row, unit)) {
                double bound = probabilities[row][unit];
                pairs += positives.length - (below(positives, bound, false) + below(positives, bound, true)) / 2.0;
            }
        }
        return pairs;
    }

    /** How many of these sorted numbers lie below a bound, or on it too. */
    private static int below(double[] sorted, double bound, boolean orOnIt) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) / 2;
            if (sorted[middle] < bound || (orOnIt && sorted[middle] == bound)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private double logLoss() {
        double sum = 0;
        for (int row = 0; row < probabilities.length; row++) {
            for (int unit = 0; unit < examples.units(); unit++) {
                double probability = probabilities[row][unit];
                if (holds(row, unit)) {
                    sum -= Math.log(Math.max(SMALLEST, probability));
                } else if (!exclusive) {
                    sum -= Math.log(Math.max(SMALLEST, 1 - probability));
                }
            }
        }
        return sum / (exclusive ? probabilities.length : probabilities.length * examples.units());
    }
}
