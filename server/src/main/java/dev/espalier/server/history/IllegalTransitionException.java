package dev.espalier.server.history;

/** What was asked of a search is not legal in its state. */
public final class IllegalTransitionException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public IllegalTransitionException(String message) {
        super(message);
    }

    public IllegalTransitionException(SearchState state, Action action) {
        this("A search that is %s cannot take '%s'. Legal now: %s."
                .formatted(
                        state,
                        action.key(),
                        Transitions.legal(state).stream()
                                .filter(Action::asked)
                                .map(Action::key)
                                .toList()));
    }
}
