package dev.espalier.server.history;

import java.util.Locale;

/** What moves a search from one state to another. */
public enum Action {
    /** Its process is started, or started again. */
    START,
    /** It shall stand still when running evaluations are finished. */
    PAUSE,
    /** It shall go on. */
    RESUME,
    /** It shall end when running evaluations are finished, with the final training. */
    STOP,
    /** It shall end at once. */
    CANCEL,
    /** It is finished, and some of its trials shall be trained to the end now. */
    TRAIN,
    /** Its budget is used up and the final training is done. */
    COMPLETE,
    /** It cannot go on. */
    FAIL,
    /** It shall be forgotten. */
    DELETE;

    /** The action of that word. */
    public static Action of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    /** Whether a person asks for it; the others are what a search's own process comes to. */
    public boolean asked() {
        return this != START && this != COMPLETE && this != FAIL;
    }

    /** The word in addresses and messages. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
