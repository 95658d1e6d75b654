package dev.espalier.server.search;

import dev.espalier.server.history.StoredTrial;
import dev.espalier.space.Decisions;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Trial;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A trial as the API gives it. */
public record TrialView(
        int number,
        ProposalView proposal,
        @Nullable String architectureId,
        OutcomeView outcome,
        @Nullable Integer sameAs,
        Instant finishedAt) {

    /** What was proposed, with what the controller remembers of it. */
    public record ProposalView(
            Decisions decisions, @Nullable Integer parent, Map<String, List<Double>> notes) {}

    /** @param score null where it failed, and then {@code failure} says why */
    public record OutcomeView(
            @Nullable Double score,
            Map<String, @Nullable Double> metrics,
            @Nullable String failure,
            double seconds,
            @Nullable String weights) {}

    /** The view of a trial that exists. */
    public static TrialView of(StoredTrial stored) {
        Trial trial = stored.trial();
        Proposal proposal = trial.proposal();
        return new TrialView(
                trial.number(),
                new ProposalView(proposal.decisions(), proposal.parent(), proposal.notes()),
                trial.architecture(),
                outcome(trial.outcome()),
                trial.sameAs(),
                stored.finishedAt());
    }

    private static OutcomeView outcome(Outcome outcome) {
        Map<String, @Nullable Double> metrics = finite(outcome.metrics());
        if (outcome instanceof Outcome.Scored scored) {
            return new OutcomeView(scored.score(), metrics, null, scored.seconds(), scored.weights());
        }
        Outcome.Failed failed = (Outcome.Failed) outcome;
        return new OutcomeView(null, metrics, failed.reason(), failed.seconds(), null);
    }

    /** JSON has no NaN: what is no number is null. */
    public static Map<String, @Nullable Double> finite(Map<String, Double> metrics) {
        Map<String, @Nullable Double> finite = new TreeMap<>();
        metrics.forEach((name, value) -> finite.put(name, Double.isFinite(value) ? value : null));
        return Collections.unmodifiableMap(finite);
    }
}
