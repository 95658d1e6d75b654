package dev.espalier.server.cli;

import dev.espalier.server.history.Action;
import dev.espalier.server.history.History;
import dev.espalier.server.history.NotFoundException;
import dev.espalier.server.history.SearchRecord;
import dev.espalier.server.history.Transitions;
import dev.espalier.server.search.TrainingOrders;
import dev.espalier.server.web.ConflictException;
import java.util.Optional;

/** Steers searches that no process runs: nothing is under way, so that a state changes at once or not at all. */
record Standstill(History history) {
    /**
     * Changes the state of a search.
     *
     * @throws NotFoundException where there is no such search
     * @throws dev.espalier.server.history.IllegalTransitionException where its state does not allow it
     * @throws ConflictException where it needs a process
     */
    void steer(String id, Action action) {
        SearchRecord search = history.searches().find(id).orElseThrow(() -> new NotFoundException("search", id));
        Transitions.require(search, action);
        if (action == Action.RESUME) {
            throw new ConflictException(
                    "No server runs for this data folder that would go on with it. Maybe: espalier search --resume "
                            + id);
        }
        if (action == Action.STOP && TrainingOrders.trainable(search)) {
            throw new ConflictException(
                    "To stop the search '%s' is to train its best to the end, and no server runs for this data folder."
                                    .formatted(id)
                            + " Maybe start one with 'espalier serve', or end the search at once with 'cancel'.");
        }
        history.searches().change(id, action, Optional.empty());
    }
}
