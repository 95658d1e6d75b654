package dev.espalier.controller;

import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How an ensemble of {@link Utilities} learns (Ireland and Montana 2024, section 4): each critic by the Huber loss of its
 * error and by the regulariser {@code 1/2 sum w_i (mean target u_i - u_i)^2}, {@code w_i = 1 - exp(-|target - u_i|)},
 * which holds those utilities that fit the reward worst, and so may owe their error to other decisions, near the
 * ensemble's.
 */
final class ValueDecomposition {
    /**
     * @param regularization weight of the regulariser
     * @param soft part of the way that target utilities go in one step
     */
    record Rates(double learningRate, double regularization, double soft) {}

    /** A told play. */
    record Sample(Decisions play, List<DecisionPoint> points, double target) {}

    private final Rates rates;
    private final List<Member> members;
    private final List<Utilities> online;
    private final List<Utilities> targets;

    private record Member(Utilities online, Utilities target, Map<String, Adam> optimizers) {}

    /** @param targets begin as equals of {@code online} */
    ValueDecomposition(List<Utilities> online, List<Utilities> targets, Rates rates) {
        this.rates = rates;
        this.online = online;
        this.targets = targets;
        this.members = IntStream.range(0, online.size())
                .mapToObj(i -> new Member(online.get(i), targets.get(i), new HashMap<>())) // looked up, never iterated
                .toList();
    }

    List<Utilities> online() {
        return online;
    }

    /** What the best play is worth: the ensemble's mean of each utility, then the greatest, then their mean. */
    double future(SearchSpace space) {
        Decisions best = Utilities.greedy(targets, space);
        return Utilities.value(targets, space.points(best), best);
    }

    /** One step of every critic. */
    void improve(List<Sample> batch) {
        List<double[]> means = new ArrayList<>();
        batch.forEach(sample -> means.add(utilities(targets, sample)));
        members.forEach(member -> improve(member, batch, means));
    }

    private void improve(Member member, List<Sample> batch, List<double[]> means) {
        Map<String, double[]> gradients = new TreeMap<>();
        Map<String, DecisionPoint> points = new TreeMap<>();
        for (int n = 0; n < batch.size(); n++) {
            Sample sample = batch.get(n);
            double[] utilities = utilities(List.of(member.online()), sample);
            double[] slopes = slopes(utilities, means.get(n), sample.target(), rates.regularization());
            for (int i = 0; i < slopes.length; i++) {
                DecisionPoint point = sample.points().get(i);
                points.put(point.name(), point);
                double[] gradient = gradients.computeIfAbsent(
                        point.name(), unused -> new double[point.options().size() + 1]);
                member.online().addGradient(point, sample.play().choice(i), slopes[i] / batch.size(), gradient);
            }
        }
        points.forEach((name, point) -> member.optimizers()
                .computeIfAbsent(name, unused -> new Adam(point.options().size() + 1, rates.learningRate()))
                .ascend(member.online().learned(point), gradients.getOrDefault(name, new double[0])));
        member.target().approach(member.online(), List.copyOf(points.values()), rates.soft());
    }

    private static double[] utilities(List<Utilities> ensemble, Sample sample) {
        double[] utilities = new double[sample.points().size()];
        Arrays.setAll(
                utilities,
                i -> Utilities.mean(
                        ensemble, sample.points().get(i), sample.play().choice(i)));
        return utilities;
    }

    /** Of a critic's loss by each of its utilities, turned around: error of the mean, and pull to the ensemble. */
    static double[] slopes(double[] utilities, double[] ensemble, double target, double regularization) {
        double error = target - Arrays.stream(utilities).average().orElse(0);
        double[] slopes = new double[utilities.length];
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = Math.max(-1, Math.min(1, error)) / slopes.length
                    + regularization * weight(utilities[i], target) * (ensemble[i] - utilities[i]);
        }
        return slopes;
    }

    /** {@code 1/2 sum w_i (ensemble_i - utility_i)^2}. */
    static double regularizer(double[] utilities, double[] ensemble, double target) {
        double sum = 0;
        for (int i = 0; i < utilities.length; i++) {
            sum += weight(utilities[i], target) * Math.pow(ensemble[i] - utilities[i], 2) / 2;
        }
        return sum;
    }

    private static double weight(double utility, double target) {
        return 1 - Math.exp(-Math.abs(target - utility));
    }
}
