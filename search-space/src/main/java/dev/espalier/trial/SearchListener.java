package dev.espalier.trial;

import dev.espalier.architecture.Architecture;
import org.jspecify.annotations.Nullable;

/** Hears of a search from {@link SearchLoop}, always on the loop's own thread. */
public interface SearchListener {
    /** The evaluator learns before the first trial of this round. */
    default void learning(int round) {}

    /** An evaluation is about to start. */
    default void started(int number, Proposal proposal) {}

    /**
     * A trial is finished: the loop goes on when this returns, so whoever keeps the history makes it durable here.
     * Called in order of number, without gaps, and never for a trial of the given history.
     *
     * @param architecture what the play decoded to, or null where it decoded to none
     */
    void finished(Trial trial, @Nullable Architecture architecture);
}
