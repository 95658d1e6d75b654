package dev.espalier.controller;

import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A normal policy over continuous proxy actions (Akkerman 2023, section 4.1): one number from -1 to 1 for each decision
 * point, scaled to the legal options there and rounded. Learns by the policy gradient
 * {@code (R - mean) grad log N(proxy; mean, deviation)}, each point by its name.
 */
final class ProxyActor {
    private final double deviation;
    private final double learningRate;
    private final Map<String, Double> means = new HashMap<>(); // looked up, never iterated

    /** The rounded play and the proxies, decision by decision. */
    record Action(Decisions play, List<Double> proxies) {}

    ProxyActor(double deviation, double learningRate) {
        this.deviation = deviation;
        this.learningRate = learningRate;
    }

    Action act(SearchSpace space, RandomGenerator random) {
        Decisions play = Decisions.none();
        List<Double> proxies = new ArrayList<>();
        for (Optional<DecisionPoint> next = space.next(play); next.isPresent(); next = space.next(play)) {
            double proxy = mean(next.get()) + deviation * random.nextGaussian();
            proxies.add(proxy);
            play = play.then(rounded(proxy, next.get().legalOptions()));
        }
        return new Action(play, proxies);
    }

    /** The legal option that a proxy means: -1 the first, 1 the last, in between evenly. */
    static int rounded(double proxy, int[] legal) {
        double scaled = (Math.max(-1, Math.min(1, proxy)) + 1) / 2 * (legal.length - 1);
        return legal[(int) Math.round(scaled)];
    }

    /** @param points that the proxies were for: those of the base play */
    void learn(List<DecisionPoint> points, List<Double> proxies, double advantage) {
        for (int i = 0; i < points.size(); i++) {
            double mean = mean(points.get(i));
            double moved = mean + learningRate * advantage * (proxies.get(i) - mean) / (deviation * deviation);
            means.put(points.get(i).name(), Math.max(-1, Math.min(1, moved)));
        }
    }

    private double mean(DecisionPoint point) {
        return means.getOrDefault(point.name(), 0.0);
    }
}
