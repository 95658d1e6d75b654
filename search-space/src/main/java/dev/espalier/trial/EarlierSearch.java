package dev.espalier.trial;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.espalier.space.Decisions;
import java.util.List;

/**
 * What a search that was made before, on this task or another, has to teach.
 *
 * @param task numbers that describe it, as in {@link EarlierSearches}
 * @param plays that were good there
 */
public record EarlierSearch(
        @JsonProperty(required = true) List<Double> task,
        @JsonProperty(required = true) List<Decisions> plays) {
    /** Of one search; more of them would teach little else. */
    private static final int MOST = 250;

    public EarlierSearch {
        task = List.copyOf(task);
        plays = List.copyOf(plays);
    }

    /** The best quarter of its different scored plays, the best first, of equal ones the earlier. */
    public static EarlierSearch of(List<Double> task, List<Trial> trials) {
        List<Decisions> ranked = trials.stream()
                .filter(trial -> trial.outcome() instanceof Outcome.Scored)
                .sorted((one, other) -> Double.compare(score(other), score(one)))
                .map(trial -> trial.proposal().decisions())
                .distinct()
                .toList();
        return new EarlierSearch(task, ranked.subList(0, Math.min((ranked.size() + 3) / 4, MOST)));
    }

    private static double score(Trial trial) {
        return ((Outcome.Scored) trial.outcome()).score();
    }
}
