package dev.espalier.trial;

import dev.espalier.architecture.Cost;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a search is after: one metric, and bounds on others.
 *
 * @param metric turned so that greater is better, it is the score of a trial
 * @param constraints all must hold; those on parameters and multiply-accumulates are checked before training, the others
 *     against what the evaluation measured
 */
public record Objective(Metric metric, List<Constraint> constraints) {
    public Objective {
        constraints = List.copyOf(constraints);
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
