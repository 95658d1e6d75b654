package dev.espalier.server.search;

import dev.espalier.server.history.SearchRecord;
import dev.espalier.server.history.StoredTrial;

/** Hears what happens to running searches; called after it is durable, from any thread, and never blocks for long. */
public interface SearchEvents {
    /** Nobody listens. */
    SearchEvents NONE = new SearchEvents() {
        @Override
        public void trial(String searchId, StoredTrial trial) {}

        @Override
        public void state(SearchRecord search) {}

        @Override
        public void log(String searchId, String line) {}
    };

    void trial(String searchId, StoredTrial trial);

    /** State, phase or progress changed. */
    void state(SearchRecord search);

    /** Something for a person to read, such as a process that died and was started again. */
    void log(String searchId, String line);
}
