package dev.espalier.evaluator;

import dev.espalier.network.FloatArray;
import dev.espalier.space.Supernet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * What a supernet has learned of its architecture: a logit for each operation of each edge and, behind these, one for
 * each edge among those of its node; with Adam (beta 0.5 and 0.999, as DARTS has it). Kept in single precision, so that
 * a snapshot is exact.
 */
final class Alphas {
    private static final double BETA1 = 0.5;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;
    private static final double START = 1e-3;

    private static final String VALUES = "values";
    private static final String FIRST = "first";
    private static final String SECOND = "second";
    private static final String COUNTS = "counts";

    private final Supernet supernet;
    private final float[] values;
    private final float[] first;
    private final float[] second;
    private int steps;
    private boolean settled;

    Alphas(Supernet supernet, RandomGenerator random) {
        this.supernet = supernet;
        this.values = new float[supernet.edges().size() * (supernet.operations().size() + 1)];
        this.first = new float[values.length];
        this.second = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (START * random.nextGaussian());
        }
    }

    /** All logits. */
    double[] values() {
        double[] copy = new double[values.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = values[i];
        }
        return copy;
    }

    /** Puts others in their place. */
    void values(double[] others) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) others[i];
        }
    }

    /** Whether they are no longer learned. */
    boolean settled() {
        return settled;
    }

    void settle() {
        settled = true;
    }

    /** For each edge the probability of each operation. */
    double[][] operations() {
        return operations(values(), supernet);
    }

    static double[][] operations(double[] values, Supernet supernet) {
        int options = supernet.operations().size();
        double[][] probabilities = new double[supernet.edges().size()][options];
        for (int edge = 0; edge < probabilities.length; edge++) {
            System.arraycopy(values, edge * options, probabilities[edge], 0, options);
            softmax(probabilities[edge]);
        }
        return probabilities;
    }

    /** For each edge its share among the edges into its node. */
    double[] edges() {
        double[] shares = new double[supernet.edges().size()];
        Map<String, Double> sums = new TreeMap<>();
        for (int edge = 0; edge < shares.length; edge++) {
            shares[edge] = Math.exp(values[shares.length * supernet.operations().size() + edge]);
            sums.merge(supernet.edges().get(edge).node(), shares[edge], Double::sum);
        }
        for (int edge = 0; edge < shares.length; edge++) {
            shares[edge] /=
                    Objects.requireNonNull(sums.get(supernet.edges().get(edge).node()));
        }
        return shares;
    }

    static void softmax(double[] logits) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            greatest = Math.max(greatest, logit);
        }
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            logits[i] = Math.exp(logits[i] - greatest);
            sum += logits[i];
        }
        for (int i = 0; i < logits.length; i++) {
            logits[i] /= sum;
        }
    }

    /** Mean entropy of the edges' operations as a share of the greatest: 1 knows nothing, 0 has decided. */
    double entropy() {
        double sum = 0;
        double[][] probabilities = operations();
        for (double[] edge : probabilities) {
            for (double probability : edge) {
                sum -= probability > 0 ? probability * Math.log(probability) : 0;
            }
        }
        return sum / (probabilities.length * Math.log(supernet.operations().size()));
    }

    /** One step of Adam down a gradient; one that is not finite moves nothing. */
    void step(double[] gradient, double rate, double decay) {
        for (double slope : gradient) {
            if (!Double.isFinite(slope)) {
                return;
            }
        }
        steps++;
        for (int i = 0; i < values.length; i++) {
            double slope = gradient[i] + decay * values[i];
            first[i] = (float) (BETA1 * first[i] + (1 - BETA1) * slope);
            second[i] = (float) (BETA2 * second[i] + (1 - BETA2) * slope * slope);
            double mean = first[i] / (1 - Math.pow(BETA1, steps));
            double root = Math.sqrt(second[i] / (1 - Math.pow(BETA2, steps)));
            values[i] = (float) (values[i] - rate * mean / (root + EPSILON));
        }
    }

    /** A copy of everything. */
    Map<String, FloatArray> state() {
        List<Integer> shape = List.of(values.length);
        Map<String, FloatArray> state = new TreeMap<>();
        state.put(VALUES, new FloatArray(shape, values.clone()));
        state.put(FIRST, new FloatArray(shape, first.clone()));
        state.put(SECOND, new FloatArray(shape, second.clone()));
        state.put(COUNTS, new FloatArray(List.of(2), new float[] {steps, settled ? 1 : 0}));
        return state;
    }

    /** Puts back what {@link #state} gave. */
    void restore(Map<String, FloatArray> state) {
        copy(state, VALUES, values);
        copy(state, FIRST, first);
        copy(state, SECOND, second);
        float[] counts = new float[2];
        copy(state, COUNTS, counts);
        steps = (int) counts[0];
        settled = counts[1] != 0;
    }

    private static void copy(Map<String, FloatArray> state, String name, float[] place) {
        float[] kept = Objects.requireNonNull(state.get(name), name).values();
        System.arraycopy(kept, 0, place, 0, place.length);
    }
}
