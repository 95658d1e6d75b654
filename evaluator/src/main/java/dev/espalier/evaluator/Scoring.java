package dev.espalier.evaluator;

import dev.espalier.architecture.Architecture;
import dev.espalier.data.Examples;
import dev.espalier.data.PreparedData;
import dev.espalier.data.Task;
import dev.espalier.network.Loss;
import dev.espalier.network.Network;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Outcome;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** From a network to metrics, and from metrics to an outcome. */
final class Scoring {
    private Scoring() {}

    static Loss loss(Task task) {
        return switch (task.type()) {
            case CLASSIFICATION -> Loss.CROSS_ENTROPY;
            case MULTI_LABEL -> Loss.BINARY_CROSS_ENTROPY;
            case REGRESSION -> Loss.SQUARED_ERROR;
        };
    }

    /**
     * Metrics of a network on a part of the data.
     *
     * @throws TrainingFailure where an output is not finite
     */
    static Map<String, Double> measure(Network network, PreparedData data, Examples part) {
        return Measures.of(data.preprocessing().targets(), part, outputs(network, part));
    }

    /** @throws TrainingFailure where an output is not finite */
    static float[] outputs(Network network, Examples part) {
        float[] outputs = new float[part.size() * part.units()];
        for (int[] rows : Batches.inOrder(part.size())) {
            float[] some = network.outputs(part.rows(rows));
            System.arraycopy(some, 0, outputs, rows[0] * part.units(), some.length);
        }
        for (int i = 0; i < outputs.length; i++) {
            if (!Float.isFinite(outputs[i])) {
                throw new TrainingFailure(
                        "Output %d for example %d is %s.".formatted(i % part.units(), i / part.units(), outputs[i]));
            }
        }
        return outputs;
    }

    /** The measured metrics with those of the cost, which need no measuring. */
    static Map<String, Double> withCost(Map<String, Double> measured, Architecture architecture) {
        Map<String, Double> metrics = new TreeMap<>(measured);
        metrics.put(Metric.PARAMETERS.key(), (double) architecture.cost().parameters());
        metrics.put(Metric.MACS.key(), (double) architecture.cost().macs());
        return metrics;
    }

    /** The outcome of these metrics, failed where the objective's is missing or a constraint is broken. */
    static Outcome outcome(Objective objective, Map<String, Double> metrics, double seconds, @Nullable String weights) {
        Double value = metrics.get(objective.metric().key());
        if (value == null || !Double.isFinite(value)) {
            return new Outcome.Failed(
                    "The %s of this network is undefined on the validation part."
                            .formatted(objective.metric().key()),
                    metrics,
                    seconds);
        }
        for (Objective.Constraint constraint : objective.constraints()) {
            Double bounded = metrics.get(constraint.metric().key());
            if (bounded != null && bounded > constraint.atMost()) {
                return new Outcome.Failed(
                        "The %s (%s) is above the bound of %s."
                                .formatted(constraint.metric().key(), bounded, constraint.atMost()),
                        metrics,
                        seconds);
            }
        }
        return new Outcome.Scored(objective.metric().score(value), metrics, seconds, weights);
    }
}
