package dev.espalier.server.history;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What a history promises on every database, in the classes that extend this one. */
abstract class HistoryContract {
    /** The open one. */
    History history;

    /** The same data every time; what was open before is closed. */
    abstract History open();

    @BeforeEach
    void begin() {
        history = open();
    }

    @AfterEach
    void end() {
        history.close();
    }

    final void reopen() {
        history.close();
        history = open();
    }

    final String newSearch() {
        return history.searches().create(Histories.aSearch("one")).id();
    }
}
