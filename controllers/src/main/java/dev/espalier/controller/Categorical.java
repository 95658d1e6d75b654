package dev.espalier.controller;

import java.util.List;
import java.util.random.RandomGenerator;

/** Distributions over the options of one decision; illegal options have probability exactly 0. */
final class Categorical {
    private Categorical() {}

    /** The softmax of the legal options' logits. */
    static double[] softmax(double[] logits, List<Boolean> legal) {
        double max = Double.NEGATIVE_INFINITY;
        for (int option = 0; option < logits.length; option++) {
            max = legal.get(option) ? Math.max(max, logits[option]) : max;
        }
        double[] probabilities = new double[logits.length];
        double sum = 0;
        for (int option = 0; option < logits.length; option++) {
            probabilities[option] = legal.get(option) ? Math.exp(logits[option] - max) : 0;
            sum += probabilities[option];
        }
        for (int option = 0; option < logits.length; option++) {
            probabilities[option] /= sum;
        }
        return probabilities;
    }

    /** An option drawn with these probabilities; never one of probability 0. */
    static int draw(double[] probabilities, RandomGenerator random) {
        double left = random.nextDouble();
        int drawn = -1;
        for (int option = 0; option < probabilities.length; option++) {
            if (probabilities[option] > 0) {
                drawn = option;
                left -= probabilities[option];
                if (left < 0) {
                    break;
                }
            }
        }
        return drawn;
    }

    /** The first option of greatest probability. */
    static int likeliest(double[] probabilities) {
        int best = 0;
        for (int option = 1; option < probabilities.length; option++) {
            best = probabilities[option] > probabilities[best] ? option : best;
        }
        return best;
    }

    static double entropy(double[] probabilities) {
        double entropy = 0;
        for (double probability : probabilities) {
            entropy -= probability > 0 ? probability * Math.log(probability) : 0;
        }
        return entropy;
    }
}
