package dev.espalier.network.dl4j;

import dev.espalier.network.BankParameter;
import dev.espalier.network.FloatArray;

/** One parameter of a bank in Java's memory. */
final class StoredParameter extends BankParameter<float[]> {
    StoredParameter(String key, FloatArray start) {
        super(key, start.shape(), start.values().clone());
    }

    @Override
    protected float[] zeros() {
        return new float[value().length];
    }

    @Override
    protected float[] copy(float[] numbers) {
        return numbers.clone();
    }

    @Override
    protected void overwrite(float[] numbers, FloatArray others) {
        System.arraycopy(others.values(), 0, numbers, 0, numbers.length);
    }

    @Override
    protected void free(float[] numbers) {
        // The garbage collector does.
    }
}
