package dev.espalier.server.history;

import static dev.espalier.server.history.SearchState.CANCELLED;
import static dev.espalier.server.history.SearchState.COMPLETED;
import static dev.espalier.server.history.SearchState.FAILED;
import static dev.espalier.server.history.SearchState.PAUSED;
import static dev.espalier.server.history.SearchState.QUEUED;
import static dev.espalier.server.history.SearchState.RUNNING;
import static dev.espalier.server.history.SearchState.STOPPED;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every legal change of a search, in one table.
 *
 * <p>A running search is paused or stopped when what is in flight is finished: until then it is RUNNING with a wish
 * ({@link Searches#wish}). A paused search that is stopped runs again for its final training, and so does a finished one
 * some of whose trials are to be trained ({@link Searches#train}).
 */
public final class Transitions {
    private static final Map<SearchState, Map<Action, SearchState>> TABLE = new EnumMap<>(SearchState.class);

    static {
        step(QUEUED, Action.START, RUNNING);
        step(QUEUED, Action.PAUSE, PAUSED);
        step(QUEUED, Action.STOP, STOPPED);
        step(QUEUED, Action.CANCEL, CANCELLED);
        step(QUEUED, Action.FAIL, FAILED);

        step(RUNNING, Action.START, RUNNING);
        step(RUNNING, Action.PAUSE, PAUSED);
        step(RUNNING, Action.STOP, STOPPED);
        step(RUNNING, Action.CANCEL, CANCELLED);
        step(RUNNING, Action.COMPLETE, COMPLETED);
        step(RUNNING, Action.FAIL, FAILED);

        step(PAUSED, Action.RESUME, QUEUED);
        step(PAUSED, Action.STOP, STOPPED);
        step(PAUSED, Action.CANCEL, CANCELLED);
        step(PAUSED, Action.DELETE, PAUSED);

        step(COMPLETED, Action.TRAIN, QUEUED);
        step(STOPPED, Action.TRAIN, QUEUED);
        step(CANCELLED, Action.TRAIN, QUEUED);
        step(FAILED, Action.TRAIN, QUEUED);
        for (SearchState finished : List.of(STOPPED, CANCELLED, COMPLETED, FAILED)) {
            step(finished, Action.DELETE, finished);
        }
    }

    private Transitions() {}

    /** The state that the action leads to, or nothing where it is not legal. */
    public static Optional<SearchState> next(SearchState state, Action action) {
        return Optional.ofNullable(steps(state).get(action));
    }

    /** What may be done in this state. */
    public static List<Action> legal(SearchState state) {
        return Arrays.stream(Action.values()).filter(steps(state)::containsKey).toList();
    }

    /**
     * The state that the action leads to.
     *
     * @throws IllegalTransitionException where it is not legal
     */
    public static SearchState require(SearchState state, Action action) {
        return next(state, action).orElseThrow(() -> new IllegalTransitionException(state, action));
    }

    /**
     * The same for a search, which cannot be paused any more while it is being stopped.
     *
     * @throws IllegalTransitionException where it is not legal
     */
    public static SearchState require(SearchRecord search, Action action) {
        SearchState next = require(search.state(), action);
        if (action == Action.PAUSE && search.wish() == Action.STOP) {
            throw new IllegalTransitionException(
                    "A search that is being stopped cannot take 'pause'. 'cancel' ends it at once.");
        }
        return next;
    }

    private static Map<Action, SearchState> steps(SearchState state) {
        return TABLE.getOrDefault(state, Map.of());
    }

    private static void step(SearchState from, Action action, SearchState to) {
        TABLE.computeIfAbsent(from, state -> new EnumMap<>(Action.class)).put(action, to);
    }
}
