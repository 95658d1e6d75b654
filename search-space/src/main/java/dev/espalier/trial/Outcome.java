package dev.espalier.trial;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What came of a trial. A failed evaluation is an outcome too; only bugs throw. */
public sealed interface Outcome {
    /** Wall time of the evaluation; told as it was recorded and never promised to repeat. */
    double seconds();

    /** What was measured, by metric name; empty where nothing was. */
    Map<String, Double> metrics();

    /**
     * @param score what the controller maximises, finite; always the greater the better
     * @param metrics everything measured, in each metric's own direction and unit
     * @param weights content hash of the trained weights, where they were kept
     */
    record Scored(
            double score,
            Map<String, Double> metrics,
            double seconds,
            @Nullable String weights) implements Outcome {
        /**
         * The better first: by score, and among equal scores, which small validation parts give often, by the smaller
         * log loss where it was measured.
         */
        public static final Comparator<Scored> BETTER_FIRST =
                Comparator.comparingDouble(Scored::score).reversed().thenComparingDouble(Scored::logLoss);

        public Scored {
            if (!Double.isFinite(score)) {
                throw new IllegalArgumentException("A score (%s) must be finite.".formatted(score));
            }
            metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
        }

        private double logLoss() {
            return metrics.getOrDefault(Metric.LOG_LOSS.key(), Double.POSITIVE_INFINITY);
        }
    }

    /**
     * @param reason for a person: the value, the bound, the place
     * @param metrics what was measured before it failed, such as the cost that broke a constraint
     */
    record Failed(String reason, Map<String, Double> metrics, double seconds) implements Outcome {
        public Failed {
            metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
        }
    }
}
