package dev.espalier.evaluator;

import dev.espalier.data.Examples;
import dev.espalier.data.Targets;
import dev.espalier.data.Task;
import dev.espalier.trial.Metric;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a network's raw outputs on a part of the data are worth, by the key of each {@link Metric}. Macro averages over
 * classes, labels or targets; those for which a metric is undefined (a class that does not occur) are left out of its
 * mean, and a metric that is undefined for all is left out of the map. Numbers are measured in the targets' own units.
 */
final class Measures {
    private Measures() {}

    /** The metrics that {@link #of} gives for this type of task. */
    static List<Metric> known(Task.Type type) {
        return type == Task.Type.REGRESSION
                ? List.of(Metric.RMSE, Metric.MAE, Metric.R2)
                : List.of(Metric.ACCURACY, Metric.BALANCED_ACCURACY, Metric.F1, Metric.AUC, Metric.LOG_LOSS);
    }

    /** The metric by which a training keeps its best epoch: the objective's, or the task's usual one beside a cost. */
    static Metric decisive(Task.Type type, Metric metric) {
        return known(type).contains(metric) ? metric : known(type).get(0);
    }

    /** @param outputs {@code size x units}, before softmax or sigmoid */
    static Map<String, Double> of(Targets targets, Examples examples, float[] outputs) {
        Map<Metric, Double> values = targets.task().type() == Task.Type.REGRESSION
                ? NumberMeasures.of(targets, examples, outputs)
                : ClassMeasures.of(targets, examples, outputs);
        Map<String, Double> named = new TreeMap<>();
        values.forEach((metric, value) -> {
            if (!Double.isNaN(value)) {
                named.put(metric.key(), value);
            }
        });
        return named;
    }

    /** Row by row what {@link Targets#predictions} reads from the outputs. */
    static double[][] predictions(Targets targets, float[] outputs) {
        int units = targets.task().units();
        double[][] predictions = new double[outputs.length / units][];
        float[] row = new float[units];
        for (int i = 0; i < predictions.length; i++) {
            System.arraycopy(outputs, i * units, row, 0, units);
            predictions[i] = targets.predictions(row);
        }
        return predictions;
    }
}
