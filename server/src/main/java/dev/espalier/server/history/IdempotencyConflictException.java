package dev.espalier.server.history;

/** An idempotency key was used before, for another specification. */
public final class IdempotencyConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IdempotencyConflictException(String key, String searchId) {
        super("The Idempotency-Key '%s' was used for another specification, of search '%s'. Maybe use a new key."
                .formatted(key, searchId));
    }
}
