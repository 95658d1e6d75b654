package dev.espalier.network;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One parameter of a bank with the state of its optimiser, which exists once the parameter has been trained.
 *
 * @param <T> where an engine keeps the numbers
 */
public abstract class BankParameter<T> {
    private static final String FIRST = "first";
    private static final String SECOND = "second";
    private static final String STEPS = "steps";

    private final String key;
    private final List<Integer> shape;
    private final T value;
    private @Nullable T first;
    private @Nullable T second;
    private int steps;

    protected BankParameter(String key, List<Integer> shape, T value) {
        this.key = key;
        this.shape = shape;
        this.value = value;
    }

    /** As many zeros as the parameter has numbers, to be kept. */
    protected abstract T zeros();

    /** A copy of these numbers. */
    protected abstract float[] copy(T numbers);

    /** Puts as many other numbers in the place of these. */
    protected abstract void overwrite(T numbers, FloatArray others);

    /** Gives back the memory of numbers that nobody reads any more. */
    protected abstract void free(T numbers);

    /** As {@link Weights#key} gives it. */
    public final String key() {
        return key;
    }

    /** Sizes as {@link dev.espalier.architecture.Operation} documents them. */
    public final List<Integer> shape() {
        return shape;
    }

    /** Weights decay; biases, scales and shifts, which have one dimension, do not. */
    public final boolean decays() {
        return shape.size() > 1;
    }

    /** The live numbers. */
    public final T value() {
        return value;
    }

    /** Running mean of the gradient, or the momentum; live. */
    public final T first() {
        first = first == null ? zeros() : first;
        return first;
    }

    /** Running mean of the squared gradient; live. */
    public final T second() {
        second = second == null ? zeros() : second;
        return second;
    }

    /** Counts one more update and gives the number of updates including it. */
    public final int step() {
        return ++steps;
    }

    /** A copy of the numbers. */
    public final FloatArray array() {
        return array(value);
    }

    /** A copy of what the optimiser keeps, by the slot of its {@link StoredName}. */
    final SortedMap<String, FloatArray> state() {
        SortedMap<String, FloatArray> state = new TreeMap<>();
        if (first != null) {
            state.put(FIRST, array(first));
        }
        if (second != null) {
            state.put(SECOND, array(second));
        }
        if (steps > 0) {
            state.put(STEPS, new FloatArray(List.of(1), new float[] {steps}));
        }
        return state;
    }

    /** Puts back the numbers, whose slot is empty, or a part of what {@link #state} gave. */
    final void restore(String slot, FloatArray array) {
        switch (slot) {
            case "" -> replace(value, array);
            case FIRST -> replace(first(), array);
            case SECOND -> replace(second(), array);
            case STEPS -> steps = (int) array.values()[0];
            default -> throw new EngineException("A snapshot holds the unknown state '%s'.".formatted(slot), null);
        }
    }

    final void close() {
        free(value);
        if (first != null) {
            free(first);
        }
        if (second != null) {
            free(second);
        }
    }

    /** Anything of another shape would corrupt what shares the numbers. */
    private void replace(T numbers, FloatArray array) {
        if (!array.shape().equals(shape)) {
            throw new EngineException(
                    "An array of shape %s cannot replace '%s' of %s.".formatted(array.shape(), key, shape), null);
        }
        overwrite(numbers, array);
    }

    private FloatArray array(T numbers) {
        return new FloatArray(shape, copy(numbers));
    }
}
