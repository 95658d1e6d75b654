package dev.espalier.evaluator;

/** A mean that leaves out what is undefined. */
final class Average {
    private double sum;
    private int count;

    void add(double value) {
        if (!Double.isNaN(value)) {
            sum += value;
            count++;
        }
    }

    /** NaN where nothing was defined. */
    double value() {
        return count == 0 ? Double.NaN : sum / count;
    }
}
