package dev.espalier.server.rank;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ranking of a search against that of its reference, over the architectures that both scored.
 *
 * @param search whose ranking is judged
 * @param reference whose scores are taken for the truth
 * @param kendall tau-b over all architectures, with spearman and pearson the figures that scripts rely on
 * @param connected over the architectures that have a path from input to output
 * @param topHalf over the better half by the reference
 * @param ceiling between two trainings of the reference itself, where it repeats them: no ranking can be expected to
 *     agree better with one of them
 * @param metrics each metric of the search against the reference's score, parameters among them: what the ranking must
 *     beat
 * @param topRegrets what is lost by taking the best of the search's own favourites
 * @param costRatio seconds of one training of the reference over seconds of one trial of the search
 * @param costRatioWithLearning the same with all that the search's threads spent or waited, shared among its trials
 */
public record Rank(
        Side search,
        Side reference,
        int architectures,
        @Nullable Interval kendall,
        @Nullable Interval spearman,
        @Nullable Interval pearson,
        Agreement connected,
        Agreement topHalf,
        @Nullable Agreement ceiling,
        List<OfMetric> metrics,
        List<TopRegret> topRegrets,
        @Nullable Double costRatio,
        @Nullable Double costRatioWithLearning,
        List<Point> points) {

    /** A search that takes part. */
    public record Side(String id, String name, String evaluator) {}

    /** @param agreement of the metric as it was measured, whatever its direction */
    public record OfMetric(String metric, Agreement agreement) {}

    /** @param regret score of the best architecture by the reference less that of the best among the first {@code of} */
    public record TopRegret(int of, double regret) {}

    /** An architecture that both scored; scores are the greater the better. */
    public record Point(String architectureId, int number, double score, double reference, double parameters) {}
}
