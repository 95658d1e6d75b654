package dev.espalier.server.search;

import dev.espalier.server.history.Action;
import dev.espalier.server.history.DataFolder;
import dev.espalier.server.history.History;
import dev.espalier.server.history.NotFoundException;
import dev.espalier.server.history.SearchRecord;
import dev.espalier.server.history.Transitions;

/** Forgets searches, in the history and on disk. */
public final class SearchRemoval {
    private SearchRemoval() {}

    /**
     * Forgets a search whose process is gone.
     *
     * @throws NotFoundException where there is no such search
     * @throws dev.espalier.server.history.IllegalTransitionException where it may still run
     */
    public static void remove(String id, History history, DataFolder folder) {
        SearchRecord search = history.searches().find(id).orElseThrow(() -> new NotFoundException("search", id));
        Transitions.require(search, Action.DELETE);
        folder.condemn(id);
        history.searches().delete(id);
        folder.forget(id);
    }
}
