package dev.espalier.server.history;

import dev.espalier.trial.Controller;
import java.util.List;
import java.util.Optional;

/** The searches. Methods that name a search which does not exist throw {@link NotFoundException}. */
public interface Searches {
    /**
     * A new search in state QUEUED; the earlier one where its idempotency key was used for the same specification.
     *
     * @throws IdempotencyConflictException where the key was used for another specification
     */
    SearchRecord create(NewSearch search);

    Optional<SearchRecord> find(String id);

    /** Newest first. */
    Page<SearchRecord> list(int pageSize, Optional<String> pageToken);

    /** All searches in one of these states, oldest first. */
    List<SearchRecord> in(SearchState... states);

    /**
     * Takes the one step that {@link Transitions} has for this action, and forgets the wish.
     *
     * @param reason why it failed, for {@link Action#FAIL}
     * @throws IllegalTransitionException where there is no such step
     */
    SearchRecord change(String id, Action action, Optional<String> reason);

    /**
     * Remembers that a running search shall pause or stop, so that the wish survives any death on the way; an empty
     * wish is forgotten.
     */
    SearchRecord wish(String id, Optional<Action> action);

    /**
     * Queues a finished search again, for these trainings alone. It ends COMPLETED where it was, else STOPPED; orders
     * that led to no model are forgotten then.
     *
     * @throws IllegalTransitionException where it is not finished
     */
    SearchRecord train(String id, List<TrainingOrder> orders);

    /** What is still to be trained, in order of number. */
    List<TrainingOrder> orders(String id);

    SearchRecord rename(String id, String name);

    /** How it goes between trials; trials themselves are counted by {@link Trials#append}. */
    void beat(String id, Pulse pulse);

    /** What its controller believes now; the last ones are kept. */
    void believe(String id, List<Controller.Belief> beliefs);

    /** The last known beliefs, or none. */
    List<Controller.Belief> beliefs(String id);

    /**
     * Forgets the search, its trials, its models and the architectures that nothing else names.
     *
     * @throws IllegalTransitionException where it may still run
     */
    void delete(String id);
}
