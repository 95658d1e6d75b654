package dev.espalier.controller;

import java.util.ArrayList;
import java.util.List;

/** {@code L L' = A} for a positive definite A that grows by a row and column at a time. */
final class Cholesky {
    private final List<double[]> rows = new ArrayList<>();

    int size() {
        return rows.size();
    }

    /** @param row the new last row of A, as long as A is now wide */
    void append(double[] row) {
        double[] factor = new double[row.length];
        int last = row.length - 1;
        double rest = row[last];
        for (int i = 0; i < last; i++) {
            factor[i] = (row[i] - dot(rows.get(i), factor, i)) / rows.get(i)[i];
            rest -= factor[i] * factor[i];
        }
        factor[last] = Math.sqrt(rest);
        rows.add(factor);
    }

    /** The x of {@code A x = b}. */
    double[] solve(double[] b) {
        double[] x = new double[b.length];
        for (int i = 0; i < b.length; i++) {
            x[i] = (b[i] - dot(rows.get(i), x, i)) / rows.get(i)[i];
        }
        for (int i = b.length - 1; i >= 0; i--) {
            double[] row = rows.get(i);
            x[i] /= row[i];
            for (int j = 0; j < i; j++) {
                x[j] -= row[j] * x[i];
            }
        }
        return x;
    }

    private static double dot(double[] one, double[] other, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
