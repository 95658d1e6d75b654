package dev.espalier.controller;

import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Plays of a fixed list of decisions as continuous actions: a number from 0 to 1 for every option of each, flat. */
record RelaxedDecisions(List<DecisionPoint> points) {
    /** Options of all decisions together. */
    int size() {
        return points.stream().mapToInt(point -> point.options().size()).sum();
    }

    /** 1 for what was chosen, else 0. */
    float[] oneHot(Decisions play) {
        float[] action = new float[size()];
        int first = 0;
        for (int i = 0; i < points.size(); i++) {
            action[first + play.choice(i)] = 1;
            first += points.get(i).options().size();
        }
        return action;
    }

    /** The legal option with the greatest number at each decision, the first among equals. */
    Decisions play(float[] action) {
        int[] choices = new int[points.size()];
        int first = 0;
        for (int i = 0; i < choices.length; i++) {
            int[] legal = points.get(i).legalOptions();
            choices[i] = legal[0];
            for (int option : legal) {
                choices[i] = action[first + option] > action[first + choices[i]] ? option : choices[i];
            }
            first += points.get(i).options().size();
        }
        return Decisions.of(choices);
    }

    /** An action whose play is uniform. */
    float[] uniform(RandomGenerator random) {
        float[] action = new float[size()];
        for (int i = 0; i < action.length; i++) {
            action[i] = random.nextFloat();
        }
        return action;
    }

    /** The action with normal noise, held between 0 and 1. */
    static float[] noisy(float[] action, double deviation, double bound, RandomGenerator random) {
        float[] noisy = new float[action.length];
        for (int i = 0; i < noisy.length; i++) {
            double noise = Math.max(-bound, Math.min(bound, deviation * random.nextGaussian()));
            noisy[i] = (float) Math.max(0, Math.min(1, action[i] + noise));
        }
        return noisy;
    }

    /** As the notes of a proposal keep it. */
    static List<Double> noted(float[] action) {
        List<Double> noted = new ArrayList<>();
        for (float number : action) {
            noted.add((double) number);
        }
        return noted;
    }

    static float[] read(List<Double> noted) {
        float[] action = new float[noted.size()];
        for (int i = 0; i < action.length; i++) {
            action[i] = noted.get(i).floatValue();
        }
        return action;
    }
}
