package dev.espalier.server.web;

/** What was asked is possible in general, but not of this thing. */
public final class ConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConflictException(String message) {
        super(message);
    }
}
