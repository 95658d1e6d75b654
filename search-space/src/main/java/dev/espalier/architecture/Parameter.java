package dev.espalier.architecture;

import java.util.List;

/**
 * One array of numbers that a vertex owns.
 *
 * @param name its name within the vertex: weight, bias, gamma, beta, mean or variance
 * @param shape sizes in the order that {@link Operation} documents
 * @param start how it begins
 */
public record Parameter(String name, List<Integer> shape, Start start) {
    /** How a parameter begins, and with it whether training moves it by gradient. */
    public enum Start {
        /** Normal, variance 2 / fan-in (He 2015): weights in front of a rectifier. */
        HE_NORMAL,
        /** Zeros: biases and shifts. */
        ZEROS,
        /** Ones: scales. */
        ONES,
        /** Running mean of a batch normalisation: begins at 0, never moved by gradient. */
        RUNNING_MEAN,
        /** Running variance of a batch normalisation: begins at 1, never moved by gradient. */
        RUNNING_VARIANCE
    }

    public Parameter {
        shape = List.copyOf(shape);
    }

    /** Numbers in it; an {@link ArithmeticException} where that overflows. */
    public long size() {
        long size = 1;
        for (int extent : shape) {
            size = Math.multiplyExact(size, extent);
        }
        return size;
    }

    /** Numbers that flow into one output unit, for the scale of the start. */
    public long fanIn() {
        return size() / shape.get(0);
    }

    /** Whether training moves it by gradient; statistics of a normalisation are not counted as parameters. */
    public boolean trainable() {
        return start != Start.RUNNING_MEAN && start != Start.RUNNING_VARIANCE;
    }
}
