package dev.espalier.evaluator;

import dev.espalier.network.Weights;
import java.util.Objects;

/** How much the weights of a network matter to a loss, by its gradient. */
final class Saliency {
    private Saliency() {}

    /** Euclidean norm of all gradients together. */
    static double norm(Weights gradient) {
        double squares = 0;
        for (var array : gradient.byKey().values()) {
            for (float value : array.values()) {
                squares += (double) value * value;
            }
        }
        return Math.sqrt(squares);
    }

    /** Sum of |weight x gradient| over all weights that have a gradient. */
    static double flow(Weights weights, Weights gradient) {
        double sum = 0;
        for (var entry : gradient.byKey().entrySet()) {
            float[] slopes = entry.getValue().values();
            float[] values =
                    Objects.requireNonNull(weights.byKey().get(entry.getKey())).values();
            for (int i = 0; i < slopes.length; i++) {
                sum += Math.abs((double) values[i] * slopes[i]);
            }
        }
        return sum;
    }
}
