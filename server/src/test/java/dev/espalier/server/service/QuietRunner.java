package dev.espalier.server.service;

import dev.espalier.server.history.Action;
import dev.espalier.server.history.History;
import dev.espalier.server.history.SearchRecord;
import dev.espalier.server.history.TrainingOrder;
import dev.espalier.server.search.SearchEvents;
import dev.espalier.server.search.SearchRunner;
import java.util.List;
import java.util.Optional;

/** Runs no process: a search is what a test makes of it. Steers through the history, as the real one does. */
final class QuietRunner implements SearchRunner {
    private final History history;
    private final SearchEvents events;

    QuietRunner(History history, SearchEvents events) {
        this.history = history;
        this.events = events;
    }

    @Override
    public SearchRecord submit(String searchId) {
        return history.searches().find(searchId).orElseThrow();
    }

    @Override
    public void recover() {}

    @Override
    public SearchRecord pause(String searchId) {
        return change(searchId, Action.PAUSE);
    }

    @Override
    public SearchRecord resume(String searchId) {
        return change(searchId, Action.RESUME);
    }

    @Override
    public SearchRecord stop(String searchId) {
        return change(searchId, Action.STOP);
    }

    @Override
    public SearchRecord train(String searchId, List<TrainingOrder> orders) {
        return history.searches().train(searchId, orders);
    }

    @Override
    public SearchRecord cancel(String searchId) {
        return change(searchId, Action.CANCEL);
    }

    @Override
    public void awaitEnd(String searchId) {}

    private SearchRecord change(String searchId, Action action) {
        SearchRecord search = history.searches().change(searchId, action, Optional.empty());
        events.state(search);
        return search;
    }

    @Override
    public void close() {}
}
