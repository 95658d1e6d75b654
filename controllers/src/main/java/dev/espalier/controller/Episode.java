package dev.espalier.controller;

import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A finished play as a policy learns from it.
 *
 * @param points the decisions that it went through
 * @param behaviour logarithms of the probabilities with which its choices were made; empty where nobody noted them
 * @param reward in standard deviations above the running mean
 */
record Episode(Decisions play, List<DecisionPoint> points, List<Double> behaviour, double reward) {
    Episode(Decisions play, List<DecisionPoint> points, double reward) {
        this(play, points, List.of(), reward);
    }

    Episode withReward(double other) {
        return new Episode(play, points, behaviour, other);
    }

    int length() {
        return play.size();
    }

    /** Plays drawn with repeats. */
    static List<Episode> drawn(List<Episode> episodes, int count, RandomGenerator random) {
        return random.ints(count, 0, episodes.size()).mapToObj(episodes::get).toList();
    }

    /** Steps of all these episodes together. */
    static int steps(List<Episode> episodes) {
        return episodes.stream().mapToInt(Episode::length).sum();
    }
}
