package dev.espalier.network.dl4j;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Running statistics of a network's normalisations. DL4J writes the old value less the batch's, times 1 - decay, where
 * their gradients would be; with an old value and a decay of 0 that is the batch's own, negated. Its variance is the
 * biased one.
 */
final class Statistics {
    private static final double MOMENTUM = Operation.BatchNormalization.MOMENTUM;

    private final FlatLayout layout;
    private final Map<Integer, float[]> own = new HashMap<>();
    private final List<Integer> slots = new ArrayList<>();
    private final List<Long> extents = new ArrayList<>();

    Statistics(Architecture architecture, FlatLayout layout) {
        this.layout = layout;
        for (int i = 0; i < layout.count(); i++) {
            if (!layout.slot(i).ours().trainable()) {
                Shape shape = architecture.shape(layout.slot(i).vertex());
                slots.add(i);
                extents.add(shape.size() / shape.channels());
            }
        }
    }

    /** The network's own numbers of a slot where it has some, else the bank's. */
    float[] own(int slot, StoredParameter shared) {
        return own.getOrDefault(slot, shared.value());
    }

    /** From now on the bank's are used. */
    void forget() {
        own.clear();
    }

    /** Moves the bank's statistics by the batch that was computed last. */
    void move(float[] gradient, int size, List<StoredParameter> parameters) {
        for (int i = 0; i < slots.size(); i++) {
            float[] running = parameters.get(slots.get(i)).value();
            float[] batch = batch(i, gradient, size);
            for (int channel = 0; channel < running.length; channel++) {
                running[channel] = (float) ((1 - MOMENTUM) * running[channel] + MOMENTUM * batch[channel]);
            }
        }
    }

    Estimate estimate() {
        return new Estimate();
    }

    /** Mean or unbiased variance of the batch that was computed last. */
    private float[] batch(int index, float[] gradient, int size) {
        int slot = slots.get(index);
        float[] batch = layout.read(slot, gradient);
        double count = (double) size * extents.get(index);
        boolean variance = layout.slot(slot).ours().name().equals("variance");
        double factor = variance && count > 1 ? count / (count - 1) : 1;
        for (int channel = 0; channel < batch.length; channel++) {
            batch[channel] = (float) (-factor * batch[channel]);
        }
        return batch;
    }

    /** The mean of the statistics of several batches, for this network alone. */
    final class Estimate {
        private final List<double[]> sums = new ArrayList<>();
        private int batches;

        void add(float[] gradient, int size) {
            for (int i = 0; i < slots.size(); i++) {
                float[] batch = batch(i, gradient, size);
                if (batches == 0) {
                    sums.add(new double[batch.length]);
                }
                for (int channel = 0; channel < batch.length; channel++) {
                    sums.get(i)[channel] += batch[channel];
                }
            }
            batches++;
        }

        void keep() {
            for (int i = 0; i < sums.size(); i++) {
                float[] mean = new float[sums.get(i).length];
                for (int channel = 0; channel < mean.length; channel++) {
                    mean[channel] = (float) (sums.get(i)[channel] / batches);
                }
                own.put(slots.get(i), mean);
            }
        }
    }
}
