package dev.espalier.controller;

import java.util.function.ToDoubleFunction;

/**
 * The posterior mean of a Gaussian process (Rasmussen 2006, equation 2.25) over rows of categories: two rows that differ
 * in h of d columns have the covariance {@code exp(-3 h / d)}, a product over columns, so that all interactions are
 * learned. Cubic in the number of rows.
 */
final class KernelRegression implements ToDoubleFunction<int[]> {
    /** Variance of the noise against that of the function. */
    private static final double NOISE = 0.1;

    private static final double DECAY = 3;

    private final int[][] rows;
    private final double mean;
    private final double[] covariances;
    private final double[] weights;

    private KernelRegression(int[][] rows, double mean, double[] covariances, double[] weights) {
        this.rows = rows;
        this.mean = mean;
        this.covariances = covariances;
        this.weights = weights;
    }

    /** @param rows all of the same width */
    static KernelRegression fit(int[][] rows, double[] targets) {
        double mean = 0;
        for (double target : targets) {
            mean += target / targets.length;
        }
        double[] covariances = covariances(rows[0].length);
        Cholesky kernel = new Cholesky();
        double[] centred = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            centred[i] = targets[i] - mean;
            double[] row = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                row[j] = covariances[different(rows[i], rows[j])] + (i == j ? NOISE : 0);
            }
            kernel.append(row);
        }
        return new KernelRegression(rows, mean, covariances, kernel.solve(centred));
    }

    /** By the number of different columns. */
    private static double[] covariances(int width) {
        double[] covariances = new double[width + 1];
        for (int different = 0; different <= width; different++) {
            covariances[different] = Math.exp(-DECAY * different / Math.max(1, width));
        }
        return covariances;
    }

    private static int different(int[] one, int[] other) {
        int different = 0;
        for (int column = 0; column < one.length; column++) {
            different += one[column] == other[column] ? 0 : 1;
        }
        return different;
    }

    @Override
    public double applyAsDouble(int[] row) {
        double value = mean;
        for (int i = 0; i < rows.length; i++) {
            value += weights[i] * covariances[different(row, rows[i])];
        }
        return value;
    }
}
