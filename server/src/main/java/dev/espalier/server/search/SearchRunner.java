package dev.espalier.server.search;

import dev.espalier.server.history.SearchRecord;
import dev.espalier.server.history.TrainingOrder;
import java.util.List;

/**
 * Runs searches, each in a process of its own. All methods return at once with the search as it then stands, throw
 * {@link dev.espalier.server.history.NotFoundException} for an unknown one and
 * {@link dev.espalier.server.history.IllegalTransitionException} for what its state does not allow.
 */
public interface SearchRunner extends AutoCloseable {
    /** Takes a QUEUED search; it starts as soon as there is a place. */
    SearchRecord submit(String searchId);

    /**
     * Takes every search that the history has as QUEUED or RUNNING, and removes the rest of deleted ones;
     * called once, when the service starts.
     */
    void recover();

    SearchRecord pause(String searchId);

    SearchRecord resume(String searchId);

    SearchRecord stop(String searchId);

    /** Trains these trials of a finished search to the end. */
    SearchRecord train(String searchId, List<TrainingOrder> orders);

    SearchRecord cancel(String searchId);

    /** Waits until the process of a search that is not to run any more is gone, which might still write. */
    void awaitEnd(String searchId);

    /** Ends all processes; their searches stay RUNNING in the history and go on at the next {@link #recover}. */
    @Override
    void close();
}
