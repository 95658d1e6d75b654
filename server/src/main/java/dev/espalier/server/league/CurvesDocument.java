package dev.espalier.server.league;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@code curves.json} holds of a league. */
record CurvesDocument(List<Curve> curves) {
    CurvesDocument {
        curves = List.copyOf(curves);
    }

    /**
     * The value of the best so far over all seeds; null where no search has one yet.
     *
     * @param at queries or simulated seconds, ascending
     * @param low 10th percentile
     * @param middle median
     * @param high 90th percentile
     */
    record Curve(
            String controller,
            String benchmark,
            String metric,
            List<Double> at,
            List<@Nullable Double> mean,
            List<@Nullable Double> low,
            List<@Nullable Double> middle,
            List<@Nullable Double> high) {
        Curve {
            Objects.requireNonNull(controller, "controller");
            Objects.requireNonNull(benchmark, "benchmark");
            Objects.requireNonNull(metric, "metric");
        }
    }
}
