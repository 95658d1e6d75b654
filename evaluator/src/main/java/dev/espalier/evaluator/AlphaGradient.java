package dev.espalier.evaluator;

import dev.espalier.evaluator.TwoLosses.Part;

/** Gradients of the alphas that count, or leave out, that the best weights depend on them. */
@FunctionalInterface
interface AlphaGradient {
    /** Of all steps in finite differences: how far the weights are moved. */
    double DISTANCE = 0.01;

    double[] of(TwoLosses losses);

    /** As if the weights did not depend on the alphas (Liu 2019, section 2.3 with xi = 0). */
    static AlphaGradient firstOrder() {
        return losses -> losses.byAlphas(Part.ALPHAS, new double[0]);
    }

    /**
     * Through one step of the weights (Liu 2019, equations 7 and 8).
     *
     * @param xi rate of that step
     */
    static AlphaGradient secondOrder(double xi) {
        return losses -> {
            double[] step = times(-xi, losses.byWeights(Part.WEIGHTS, new double[0]));
            double[] first = losses.byAlphas(Part.ALPHAS, step);
            double[] second = mixed(losses, losses.byWeights(Part.ALPHAS, step));
            return plus(first, -xi, second);
        };
    }

    /**
     * With the amended second term -eta A H v, which has an angle of at most 90 degrees to the true one
     * (Bi 2019, "Stabilizing DARTS with amended gradient estimation", equation 4): A is the second derivative of the
     * weights' loss by alphas and weights, H that by weights and weights, v the gradient of the alphas' loss by weights.
     */
    static AlphaGradient amended(double eta) {
        return losses -> {
            double[] first = losses.byAlphas(Part.ALPHAS, new double[0]);
            if (eta == 0) {
                return first;
            }
            double[] v = losses.byWeights(Part.ALPHAS, new double[0]);
            double distance = distance(v);
            double[] curved = difference(
                    losses.byWeights(Part.WEIGHTS, times(distance, v)),
                    losses.byWeights(Part.WEIGHTS, times(-distance, v)),
                    distance);
            return plus(first, -eta, mixed(losses, curved));
        };
    }

    /** The second derivative of the weights' loss by alphas and weights, times a vector. */
    private static double[] mixed(TwoLosses losses, double[] vector) {
        double distance = distance(vector);
        return difference(
                losses.byAlphas(Part.WEIGHTS, times(distance, vector)),
                losses.byAlphas(Part.WEIGHTS, times(-distance, vector)),
                distance);
    }

    private static double distance(double[] vector) {
        double squares = 0;
        for (double value : vector) {
            squares += value * value;
        }
        return DISTANCE / Math.max(Math.sqrt(squares), 1e-12);
    }

    private static double[] difference(double[] above, double[] below, double distance) {
        return times(1 / (2 * distance), plus(above, -1, below));
    }

    private static double[] times(double factor, double[] vector) {
        double[] result = new double[vector.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = factor * vector[i];
        }
        return result;
    }

    private static double[] plus(double[] one, double factor, double[] other) {
        double[] result = one.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] += factor * other[i];
        }
        return result;
    }
}
