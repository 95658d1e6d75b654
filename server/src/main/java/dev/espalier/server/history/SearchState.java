package dev.espalier.server.history;

/** Where a search stands; {@link Transitions} has every step between them. */
public enum SearchState {
    /** Accepted, waiting for a place to run. */
    QUEUED,
    /** Has a process of its own. */
    RUNNING,
    /** Stands still until it is resumed. */
    PAUSED,
    /** Ended early by a person; what it found is trained and kept. */
    STOPPED,
    /** Ended at once by a person. */
    CANCELLED,
    /** Ended by its budget. */
    COMPLETED,
    /** Ended by an error. */
    FAILED;

    /** Whether it will never run again. */
    public boolean finished() {
        return ordinal() >= STOPPED.ordinal();
    }
}
