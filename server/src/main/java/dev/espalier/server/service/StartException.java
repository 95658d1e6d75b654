package dev.espalier.server.service;

/** The service cannot be started; the message is for the person who tried. */
final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartException(String message) {
        super(message);
    }
}
