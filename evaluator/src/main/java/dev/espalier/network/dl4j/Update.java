package dev.espalier.network.dl4j;

import dev.espalier.network.Optimizer;
import dev.espalier.network.Step;
import java.util.List;

/** One step of an optimiser on the parameters that took part; their state stays with them. */
final class Update {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private Update() {}

    static void apply(Optimizer optimizer, Step step, List<StoredParameter> parameters, List<float[]> gradients) {
        clip(gradients, step.clip());
        for (int i = 0; i < parameters.size(); i++) {
            StoredParameter parameter = parameters.get(i);
            float[] gradient = gradients.get(i);
            if (optimizer instanceof Optimizer.Adam adam) {
                decay(gradient, parameter, adam.weightDecay());
                adam(parameter, gradient, step.learningRate());
            } else if (optimizer instanceof Optimizer.Sgd sgd) {
                decay(gradient, parameter, sgd.weightDecay());
                nesterov(parameter, gradient, sgd.momentum(), step.learningRate());
            }
        }
    }

    private static void clip(List<float[]> gradients, double bound) {
        double squares = 0;
        for (float[] gradient : gradients) {
            for (float number : gradient) {
                squares += (double) number * number;
            }
        }
        double norm = Math.sqrt(squares);
        if (bound <= 0 || norm <= bound) {
            return;
        }
        float factor = (float) (bound / norm);
        for (float[] gradient : gradients) {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= factor;
            }
        }
    }

    private static void decay(float[] gradient, StoredParameter parameter, double decay) {
        if (decay == 0 || !parameter.decays()) {
            return;
        }
        float[] value = parameter.value();
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] += (float) (decay * value[i]);
        }
    }

    private static void adam(StoredParameter parameter, float[] gradient, double learningRate) {
        int step = parameter.step();
        float[] value = parameter.value();
        float[] first = parameter.first();
        float[] second = parameter.second();
        double rate = learningRate / (1 - Math.pow(BETA1, step));
        double unbias = 1 / Math.sqrt(1 - Math.pow(BETA2, step));
        for (int i = 0; i < value.length; i++) {
            double g = gradient[i];
            first[i] = (float) (first[i] + (1 - BETA1) * (g - first[i]));
            second[i] = (float) (BETA2 * second[i] + (1 - BETA2) * g * g);
            value[i] -= (float) (rate * first[i] / (Math.sqrt(second[i]) * unbias + EPSILON));
        }
    }

    private static void nesterov(StoredParameter parameter, float[] gradient, double momentum, double learningRate) {
        float[] value = parameter.value();
        if (momentum != 0) {
            float[] velocity = parameter.first();
            for (int i = 0; i < value.length; i++) {
                velocity[i] = (float) (momentum * velocity[i] + gradient[i]);
                gradient[i] += (float) (momentum * velocity[i]);
            }
        }
        for (int i = 0; i < value.length; i++) {
            value[i] -= (float) (learningRate * gradient[i]);
        }
    }
}
