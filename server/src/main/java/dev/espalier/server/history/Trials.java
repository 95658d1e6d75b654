package dev.espalier.server.history;

import dev.espalier.trial.Trial;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The trials, append-only. */
public interface Trials {
    /**
     * Appends trials with their architectures in one transaction: all of them exist when this returns, or none.
     *
     * @throws IllegalStateException where their numbers do not follow those that are there
     */
    List<StoredTrial> append(String searchId, List<NewTrial> trials);

    /** All trials of a search in order of number, to be told again. */
    List<Trial> all(String searchId);

    /** At most {@code limit} trials with a number above {@code number}, in order. */
    List<StoredTrial> after(String searchId, int number, int limit);

    Optional<StoredTrial> find(String searchId, int number);

    /** One page in the order and with the filter that were asked for. */
    Page<StoredTrial> page(String searchId, TrialQuery query);

    /** Number, score and whether it failed, of everything above {@code number}; for curves. */
    List<Score> scores(String searchId, int number);

    /** Trials of a search whose architecture another search tried too, in order of number. */
    List<Trial> shared(String searchId, String otherId);

    /** Trials of this architecture in any search, newest searches first. */
    List<Appearance> of(String architectureId, int limit);

    /** @param score null where the trial failed */
    record Score(int number, @Nullable Double score) {}

    /**
     * @param score null where the trial failed
     * @param metrics as they were measured
     */
    record Appearance(String searchId, int number, @Nullable Double score, Map<String, Double> metrics) {}
}
