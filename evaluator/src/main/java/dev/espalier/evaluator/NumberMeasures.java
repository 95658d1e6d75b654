package dev.espalier.evaluator;

import dev.espalier.data.Examples;
import dev.espalier.data.Targets;
import dev.espalier.trial.Metric;
import java.util.EnumMap;
import java.util.Map;

/** Errors of a regression, in the targets' own units. */
final class NumberMeasures {
    private NumberMeasures() {}

    static Map<Metric, Double> of(Targets targets, Examples examples, float[] outputs) {
        double[][] predicted = Measures.predictions(targets, outputs);
        double[][] wanted = Measures.predictions(targets, examples.targets());
        Average rmse = new Average();
        Average mae = new Average();
        Average r2 = new Average();
        for (int unit = 0; unit < examples.units(); unit++) {
            double mean = 0;
            double squares = 0;
            double absolute = 0;
            for (int i = 0; i < wanted.length; i++) {
                double error = predicted[i][unit] - wanted[i][unit];
                mean += wanted[i][unit] / wanted.length;
                squares += error * error;
                absolute += Math.abs(error);
            }
            double spread = 0;
            boolean varies = false;
            for (double[] row : wanted) {
                spread += (row[unit] - mean) * (row[unit] - mean);
                varies |= row[unit] != wanted[0][unit]; // the mean of equal numbers is rounded
            }
            rmse.add(Math.sqrt(squares / wanted.length));
            mae.add(absolute / wanted.length);
            r2.add(varies && spread > 0 ? 1 - squares / spread : Double.NaN);
        }
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        values.put(Metric.RMSE, rmse.value());
        values.put(Metric.MAE, mae.value());
        values.put(Metric.R2, r2.value());
        return values;
    }
}
