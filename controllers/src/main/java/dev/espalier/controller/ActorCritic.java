package dev.espalier.controller;

import dev.espalier.catalog.Settings;
import dev.espalier.tensor.Tensor;
import java.util.List;

/** What actor-critic algorithms share: advantages, and the loss of values and entropies. */
final class ActorCritic {
    private ActorCritic() {}

    /**
     * Generalised advantage estimates (Schulman 2016, equation 16) with discount 1 and the reward at the end, step by
     * step, play behind play.
     *
     * @param values expected reward before each step
     */
    static float[] advantages(List<Episode> episodes, float[] values, double lambda) {
        float[] advantages = new float[values.length];
        int end = 0;
        for (Episode episode : episodes) {
            end += episode.length();
            double next = episode.reward();
            double advantage = 0;
            for (int step = end - 1; step >= end - episode.length(); step--) {
                advantage = next - values[step] + lambda * advantage;
                advantages[step] = (float) advantage;
                next = values[step];
            }
        }
        return advantages;
    }

    /** What the values should have been: advantage plus value. */
    static float[] targets(float[] advantages, float[] values) {
        float[] targets = new float[values.length];
        for (int step = 0; step < values.length; step++) {
            targets[step] = advantages[step] + values[step];
        }
        return targets;
    }

    /** Mean 0, deviation 1. */
    static float[] normalized(float[] advantages) {
        double mean = 0;
        for (float advantage : advantages) {
            mean += advantage / advantages.length;
        }
        double variance = 0;
        for (float advantage : advantages) {
            variance += (advantage - mean) * (advantage - mean) / advantages.length;
        }
        float[] normalized = new float[advantages.length];
        for (int step = 0; step < advantages.length; step++) {
            normalized[step] = (float) ((advantages[step] - mean) / (Math.sqrt(variance) + 1e-8));
        }
        return normalized;
    }

    /** {@link #criticLoss} with these settings' weights, less {@code mean (log pi A)}. */
    static Tensor loss(RecurrentPolicy.Judgement judgement, float[] advantages, float[] targets, Settings settings) {
        Tensor gain = judgement
                .logProbabilities()
                .times(Tensor.of(advantages, advantages.length))
                .mean();
        return criticLoss(judgement, targets, settings.real("valueWeight"), settings.real("entropyWeight"))
                .minus(gain);
    }

    /** {@code valueWeight mean (V - target)^2 - entropyWeight mean H}. */
    static Tensor criticLoss(
            RecurrentPolicy.Judgement judgement, float[] targets, double valueWeight, double entropyWeight) {
        Tensor error = judgement.values().minus(Tensor.of(targets, targets.length));
        return error.square()
                .mean()
                .times(valueWeight)
                .minus(judgement.entropies().mean().times(entropyWeight));
    }
}
