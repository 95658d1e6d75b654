package dev.espalier.controller;

import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A linear model of a value of plays: the mean plus one coefficient for each choice made, keyed by the name of its
 * decision, so that plays may go through different decisions. Ridge regression on one-hot plays (Hoerl 1970) in its dual
 * form: the kernel of two plays counts the choices that they share, and the cost is cubic in the number of plays,
 * whatever the number of options.
 */
final class PlayRegression {
    private final double mean;
    private final Map<String, double[]> coefficients = new HashMap<>(); // by decision; looked up, never iterated

    /** A play with the decisions it went through. */
    record Sample(Decisions play, List<DecisionPoint> points) {
        private Map<String, Integer> choices() {
            Map<String, Integer> choices = new HashMap<>();
            for (int i = 0; i < points.size(); i++) {
                choices.put(points.get(i).name(), play.choice(i));
            }
            return choices;
        }
    }

    private PlayRegression(double mean) {
        this.mean = mean;
    }

    /** @param ridge weight of the squared coefficients against the sum of squared errors, positive */
    static PlayRegression fit(List<Sample> samples, double[] values, double ridge) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double[] centred = values.clone();
        for (int i = 0; i < centred.length; i++) {
            centred[i] -= mean;
        }
        PlayRegression regression = new PlayRegression(mean);
        double[] dual = kernel(samples, ridge).solve(centred);
        for (int i = 0; i < dual.length; i++) {
            regression.add(samples.get(i), dual[i]);
        }
        return regression;
    }

    private static Cholesky kernel(List<Sample> samples, double ridge) {
        List<Map<String, Integer>> choices =
                samples.stream().map(Sample::choices).toList();
        Cholesky kernel = new Cholesky();
        for (int i = 0; i < samples.size(); i++) {
            double[] row = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                row[j] = shared(samples.get(i), choices.get(j)) + (i == j ? ridge : 0);
            }
            kernel.append(row);
        }
        return kernel;
    }

    private static int shared(Sample one, Map<String, Integer> other) {
        int shared = 0;
        for (int i = 0; i < one.points().size(); i++) {
            shared += other.getOrDefault(one.points().get(i).name(), -1)
                            == one.play().choice(i)
                    ? 1
                    : 0;
        }
        return shared;
    }

    private void add(Sample sample, double dual) {
        for (int i = 0; i < sample.points().size(); i++) {
            DecisionPoint point = sample.points().get(i);
            coefficients
                    .computeIfAbsent(
                            point.name(), name -> new double[point.options().size()])[
                    sample.play().choice(i)] += dual;
        }
    }

    /** Of each option; 0 for one that no sample took. */
    double[] coefficients(DecisionPoint point) {
        return coefficients.getOrDefault(
                point.name(), new double[point.options().size()]);
    }

    double predict(Sample sample) {
        double value = mean;
        for (int i = 0; i < sample.points().size(); i++) {
            value += coefficients(sample.points().get(i))[sample.play().choice(i)];
        }
        return value;
    }
}
