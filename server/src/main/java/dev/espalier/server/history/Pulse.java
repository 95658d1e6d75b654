package dev.espalier.server.history;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a search goes between its trials.
 *
 * @param secondsRunning wall time that it ran, over all its processes
 * @param secondsLeft an estimate; null where there is none
 * @param message for a person; null where there is nothing to say
 */
public record Pulse(
        Phase phase,
        double secondsRunning,
        @Nullable Double secondsLeft,
        @Nullable String message) {

    /** What it does now. */
    public enum Phase {
        QUEUED,
        STARTING,
        LEARNING,
        SEARCHING,
        PAUSING,
        STOPPING,
        FINAL_TRAINING,
        DONE;

        /** The word in documents, such as {@code final-training}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Before the first process. */
    public static final Pulse NONE = new Pulse(Phase.QUEUED, 0, null, null);
}
