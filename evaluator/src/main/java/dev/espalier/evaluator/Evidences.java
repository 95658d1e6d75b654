package dev.espalier.evaluator;

import dev.espalier.data.Examples;
import dev.espalier.data.Targets;
import dev.espalier.data.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a person looks at beside the metrics of a trained network. */
final class Evidences {
    /** Enough points for a scatter. */
    private static final int MOST_RESIDUALS = 500;

    private Evidences() {}

    /** Counts by true (row) and predicted class; empty for other tasks. */
    static List<List<Integer>> confusion(Task task, Examples examples, float[] outputs) {
        if (task.type() != Task.Type.CLASSIFICATION) {
            return List.of();
        }
        Integer[][] counts = new Integer[task.units()][task.units()];
        for (Integer[] row : counts) {
            Arrays.fill(row, 0);
        }
        Examples predicted = new Examples(examples.shape(), examples.features(), examples.units(), outputs);
        for (int i = 0; i < examples.size(); i++) {
            counts[examples.label(i)][predicted.label(i)]++;
        }
        return Arrays.stream(counts).map(List::of).toList();
    }

    /** True and predicted values of the first target; nothing for other tasks. */
    static Optional<TrainedModel.Residuals> residuals(Targets targets, Examples examples, float[] outputs) {
        if (targets.task().type() != Task.Type.REGRESSION) {
            return Optional.empty();
        }
        double[][] wanted = Measures.predictions(targets, examples.targets());
        double[][] predicted = Measures.predictions(targets, outputs);
        List<Double> actual = new ArrayList<>();
        List<Double> found = new ArrayList<>();
        int step = Math.max(1, wanted.length / MOST_RESIDUALS);
        for (int i = 0; i < wanted.length; i += step) {
            actual.add(wanted[i][0]);
            found.add(predicted[i][0]);
        }
        return Optional.of(new TrainedModel.Residuals(List.copyOf(actual), List.copyOf(found)));
    }
}
