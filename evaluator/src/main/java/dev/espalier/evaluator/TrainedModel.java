package dev.espalier.evaluator;

import dev.espalier.architecture.Architecture;
import dev.espalier.data.Preprocessing;
import dev.espalier.data.Task;
import dev.espalier.network.Weights;
import java.util.List;
import java.util.Map;

/**
 * A network after its final training, with everything that an export needs.
 *
 * @param metrics by name, {@code validation.} and {@code test.} in front
 * @param confusion counts by true class (row) and predicted class (column) on the test part; empty where the task has
 *     no classes
 */
public record TrainedModel(
        String dataset,
        Task task,
        Architecture architecture,
        Weights weights,
        Preprocessing preprocessing,
        Map<String, Double> metrics,
        List<List<Integer>> confusion) {}
