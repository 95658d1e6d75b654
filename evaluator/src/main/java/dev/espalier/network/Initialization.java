package dev.espalier.network;

import dev.espalier.architecture.Parameter;
import dev.espalier.trial.Seeds;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The numbers with which parameters begin, drawn in Java so that every engine begins with the same ones. They come from
 * the stream (seed, "init", key): neither the order of drawing nor the rest of the network matters.
 */
public final class Initialization {
    private Initialization() {}

    /** @param key the parameter's own, as {@link Weights#key} gives it */
    public static FloatArray draw(Seeds seeds, String key, Parameter parameter) {
        float[] values = new float[Math.toIntExact(parameter.size())];
        switch (parameter.start()) {
            case HE_NORMAL -> normal(values, Math.sqrt(2.0 / parameter.fanIn()), seeds.child("init").stream(key));
            case ONES, RUNNING_VARIANCE -> Arrays.fill(values, 1);
            case ZEROS, RUNNING_MEAN -> {}
        }
        return new FloatArray(parameter.shape(), values);
    }

    private static void normal(float[] values, double deviation, RandomGenerator random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
    }
}
