package dev.espalier.trial;

import dev.espalier.architecture.Cost;
import java.util.List;
import java.util.Optional;

/**
 * What a search is after: one metric, and bounds on others.
 *
 * @param metric turned so that greater is better, it is the score of a trial
 * @param constraints all must hold; those on parameters and multiply-accumulates are checked before training
 */
public record Objective(Metric metric, List<Constraint> constraints) {
    public Objective {
        constraints = List.copyOf(constraints);
    }

    /** An upper bound, inclusive. */
    public record Constraint(Metric metric, double atMost) {}

    public static Objective of(Metric metric) {
        return new Objective(metric, List.of());
    }

    /** Why an architecture of this cost is outside the bounds, or nothing where it is inside. */
    public Optional<String> violation(Cost cost) {
        for (Constraint constraint : constraints) {
            double value = switch (constraint.metric()) {
                case PARAMETERS -> cost.parameters();
                case MACS -> cost.macs();
                default -> Double.NEGATIVE_INFINITY;
            };
            if (value > constraint.atMost()) {
                return Optional.of("The %s (%.0f) are above the bound of %.0f."
                        .formatted(constraint.metric().key(), value, constraint.atMost()));
            }
        }
        return Optional.empty();
    }
}
