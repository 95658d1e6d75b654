package dev.espalier.server.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A search as it stands.
 *
 * @param wish PAUSE or STOP where a person asked for it and running evaluations are still being finished
 * @param specification the checked document with all defaults filled in, JSON
 * @param best the trial to be proud of: by score, then by log loss, then the first; once networks are trained to the end,
 *     the one of these whose network is best on the validation part. Null before a trial has a score
 * @param failure why it is FAILED
 */
public record SearchRecord(
        String id,
        String name,
        SearchState state,
        @Nullable Action wish,
        String specification,
        Progress progress,
        @Nullable Best best,
        @Nullable String failure,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /** @param modelId the model of its final training, once there is one */
    public record Best(
            int number,
            String architectureId,
            double score,
            @Nullable String modelId) {}

    /**
     * @param trials finished ones, failed ones included
     */
    public record Progress(int trials, int failed, Pulse pulse) {}
}
