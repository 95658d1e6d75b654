package dev.espalier.evaluator;

import dev.espalier.architecture.Architecture;
import dev.espalier.data.Preprocessing;
import dev.espalier.data.Task;
import dev.espalier.network.Weights;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A network after its final training, with everything that an export needs and the evidence for it. */
public record TrainedModel(
        String dataset,
        Task task,
        Architecture architecture,
        Weights weights,
        Preprocessing preprocessing,
        Evidence evidence) {

    /**
     * What the network is worth.
     *
     * @param metrics by name, {@code validation.} and {@code test.} in front
     * @param confusion counts by true class (row) and predicted class (column) on the test part; empty where the task
     *     has no classes
     * @param residuals empty where the task is no regression
     * @param epochs after which the weights were taken
     */
    public record Evidence(
            Map<String, Double> metrics, List<List<Integer>> confusion, Optional<Residuals> residuals, int epochs) {
        public Evidence {
            metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
            confusion = List.copyOf(confusion);
        }
    }

    /** Rows of the test part, evenly thinned: the first target's true and predicted value, in its own unit. */
    public record Residuals(List<Double> actual, List<Double> predicted) {}

    public Map<String, Double> metrics() {
        return evidence.metrics();
    }
}
