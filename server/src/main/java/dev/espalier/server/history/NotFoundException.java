package dev.espalier.server.history;

/** There is nothing of that kind with that identifier. */
public final class NotFoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotFoundException(String message) {
        super(message);
    }

    public NotFoundException(String kind, String id) {
        this("There is no %s '%s'.".formatted(kind, id));
    }
}
