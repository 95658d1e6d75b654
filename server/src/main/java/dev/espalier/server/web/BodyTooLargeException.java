package dev.espalier.server.web;

/** A body is longer than this service reads. */
final class BodyTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BodyTooLargeException(int limit) {
        super("The body is longer than %,d bytes.".formatted(limit));
    }
}
