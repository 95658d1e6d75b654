package dev.espalier.trial;

import dev.espalier.architecture.Cost;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What a search is after: one metric, bounds on others, and metrics that are traded off against the first.
 *
 * <p>A trial outside the bounds is failed. To a controller a failed trial is worse than every scored one (it counts as
 * the worst finite reward so far where a number is needed); controllers that can, prefer the smaller {@link #excess}
 * among failed ones.
 *
 * @param metric turned so that greater is better, it is the score of a trial
 * @param constraints all must hold; those on parameters and multiply-accumulates are checked before training, the others
 *     against what the evaluation measured
 * @param tradedOff further metrics, each in its own direction; where there are any, what is sought is the set of trials
 *     that no other dominates
 * @param scalarization how a controller that learns from one number sees several
 * @param risk what the score is of a candidate that is evaluated several times
 */
public record Objective(
        Metric metric, List<Constraint> constraints, List<Metric> tradedOff, Scalarization scalarization, Risk risk) {
    public Objective {
        constraints = List.copyOf(constraints);
        tradedOff = List.copyOf(tradedOff);
        List<Metric> all = Stream.concat(Stream.of(metric), tradedOff.stream()).toList();
        if (all.stream().distinct().count() != all.size()) {
            throw new IllegalArgumentException("A metric cannot be traded off against itself: %s."
                    .formatted(all.stream().map(Metric::key).toList()));
        }
    }

    public Objective(Metric metric, List<Constraint> constraints) {
        this(metric, constraints, List.of(), Scalarization.CHEBYSHEV, Risk.mean());
    }

    /** An upper bound, inclusive. */
    public record Constraint(Metric metric, double atMost) {
        public Constraint {
            if (!Double.isFinite(atMost)) {
                throw new IllegalArgumentException(
                        "The bound (%s) of the %s must be finite.".formatted(atMost, metric.key()));
            }
        }
    }

    public static Objective of(Metric metric) {
        return new Objective(metric, List.of());
    }

    /** The metric of the score, and those that are traded off against it. */
    public List<Metric> metrics() {
        return Stream.concat(Stream.of(metric), tradedOff.stream()).toList();
    }

    /** The same bounds, with these metrics traded off against the first. */
    public Objective against(Metric... others) {
        return new Objective(metric, constraints, List.of(others), scalarization, risk);
    }

    /**
     * The score and each traded metric turned so that greater is better; nothing where the trial failed or one of them
     * was not measured.
     */
    public Optional<double[]> scores(Outcome outcome) {
        if (!(outcome instanceof Outcome.Scored scored)) {
            return Optional.empty();
        }
        DoubleStream others = tradedOff.stream()
                .mapToDouble(each -> each.score(scored.metrics().getOrDefault(each.key(), Double.NaN)));
        double[] scores =
                DoubleStream.concat(DoubleStream.of(scored.score()), others).toArray();
        return DoubleStream.of(scores).allMatch(Double::isFinite) ? Optional.of(scores) : Optional.empty();
    }

    /**
     * How far something with these metrics is outside the bounds: the sum over the constraints of what exceeds the
     * bound, as a share of the bound; 0 inside.
     */
    public double excess(Map<String, Double> metrics) {
        double excess = 0;
        for (Constraint constraint : constraints) {
            double over = metrics.getOrDefault(constraint.metric().key(), constraint.atMost()) - constraint.atMost();
            excess += over > 0 ? over / Math.max(Math.abs(constraint.atMost()), Double.MIN_NORMAL) : 0;
        }
        return excess;
    }

    /** Why an architecture of this cost is outside the bounds, or nothing where it is inside. */
    public Optional<String> violation(Cost cost) {
        return violation(metrics(cost));
    }

    /** Why something with these metrics is outside the bounds; what was not measured is inside. */
    public Optional<String> violation(Map<String, Double> metrics) {
        for (Constraint constraint : constraints) {
            String key = constraint.metric().key();
            Double value = metrics.get(key);
            if (value != null && !(value <= constraint.atMost())) {
                return Optional.of("The bound of %s on '%s' is exceeded: %s."
                        .formatted(word(constraint.atMost()), key, word(value)));
            }
        }
        return Optional.empty();
    }

    /** What is known of an architecture before it is trained. */
    static Map<String, Double> metrics(Cost cost) {
        return Map.of(
                Metric.PARAMETERS.key(), (double) cost.parameters(),
                Metric.MACS.key(), (double) cost.macs());
    }

    private static String word(double number) {
        return number == Math.rint(number) ? "%.0f".formatted(number) : String.valueOf(number);
    }
}
