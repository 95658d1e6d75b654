package dev.espalier.network.dl4j;

import dev.espalier.network.FloatArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One parameter of a bank, in Java's memory, with the state of its optimiser once it has been trained. */
final class StoredParameter {
    private final List<Integer> shape;
    private final float[] value;
    private float @Nullable [] first;
    private float @Nullable [] second;
    private int steps;

    StoredParameter(FloatArray start) {
        this.shape = start.shape();
        this.value = start.values().clone();
    }

    /** The live numbers. */
    float[] value() {
        return value;
    }

    FloatArray copy() {
        return new FloatArray(shape, value.clone());
    }

    /** Weights decay; biases, scales and shifts, which have one dimension, do not. */
    boolean decays() {
        return shape.size() > 1;
    }

    /** Counts one more update and gives the number of updates including it. */
    int step() {
        return ++steps;
    }

    int steps() {
        return steps;
    }

    void steps(int steps) {
        this.steps = steps;
    }

    /** Running mean of the gradient, or the momentum; live. */
    float[] first() {
        if (first == null) {
            first = new float[value.length];
        }
        return first;
    }

    /** Running mean of the squared gradient; live. */
    float[] second() {
        if (second == null) {
            second = new float[value.length];
        }
        return second;
    }

    boolean hasFirst() {
        return first != null;
    }

    boolean hasSecond() {
        return second != null;
    }

    FloatArray array(float[] numbers) {
        return new FloatArray(shape, numbers.clone());
    }
}
