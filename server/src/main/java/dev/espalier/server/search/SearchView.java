package dev.espalier.server.search;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.espalier.server.history.Pulse;
import dev.espalier.server.history.SearchRecord;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A search as the API gives it.
 *
 * @param best by score, and of trained models the one that the validation part likes best
 * @param front null where one metric is sought
 */
public record SearchView(
        String id,
        String name,
        String state,
        @JsonRawValue String specification,
        ProgressView progress,
        @Nullable BestView best,
        @Nullable FrontView front,
        @Nullable Baseline baseline,
        @Nullable String failure,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /** @param secondsLeft null where nobody can tell */
    public record ProgressView(
            String phase,
            int trials,
            int failed,
            double secondsRunning,
            @Nullable Double secondsLeft,
            @Nullable String message) {}

    /**
     * @param score turned so that greater is better
     * @param metrics as they were measured
     * @param modelId once it is trained to the end
     */
    public record BestView(
            int number,
            String architectureId,
            double score,
            Map<String, @Nullable Double> metrics,
            @Nullable String modelId) {}

    /**
     * What the controller learned, like with like: means, not the best of many against the mean of few.
     *
     * @param score mean of architectures drawn uniformly
     * @param recent mean of the last proposals, scored with the same weights
     */
    public record Baseline(String name, double score, double recent) {}

    static SearchView of(
            SearchRecord search,
            Map<String, Double> bestMetrics,
            @Nullable FrontView front,
            @Nullable Baseline baseline) {
        SearchRecord.Best best = search.best();
        return new SearchView(
                search.id(),
                search.name(),
                search.state().name(),
                search.specification(),
                progress(search.progress()),
                best == null
                        ? null
                        : new BestView(
                                best.number(),
                                best.architectureId(),
                                best.score(),
                                TrialView.finite(bestMetrics),
                                best.modelId()),
                front,
                baseline,
                search.failure(),
                search.createdAt(),
                search.startedAt(),
                search.finishedAt());
    }

    private static ProgressView progress(SearchRecord.Progress progress) {
        Pulse pulse = progress.pulse();
        return new ProgressView(
                pulse.phase().key(),
                progress.trials(),
                progress.failed(),
                pulse.secondsRunning(),
                pulse.secondsLeft(),
                pulse.message());
    }
}
