package dev.espalier.server.history;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A network after its final training.
 *
 * @param id {@code <search>-<number>}
 * @param number of the trial that it comes from
 * @param score the search's objective on the validation part, turned so that greater is better
 * @param metrics by name, {@code validation.} and {@code test.} in front
 * @param confusion null where the task has no classes
 * @param residuals null where the task is no regression
 * @param inherited whether the training began with what the search had learned, rather than afresh
 */
public record ModelRecord(
        String id,
        String searchId,
        int number,
        String architectureId,
        double score,
        Map<String, Double> metrics,
        @Nullable Confusion confusion,
        @Nullable Residuals residuals,
        double seconds,
        int epochs,
        boolean inherited,
        Instant createdAt) {
    public ModelRecord {
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    }

    /** The identifier of the model of a trial. */
    public static String idOf(String searchId, int number) {
        return searchId + "-" + number;
    }

    /** @param counts by true class (row) and predicted class (column) on the test part */
    public record Confusion(List<String> labels, List<List<Integer>> counts) {}

    /** Some rows of the test part: what was true and what was predicted, in the target's own unit. */
    public record Residuals(List<Double> actual, List<Double> predicted) {}
}
