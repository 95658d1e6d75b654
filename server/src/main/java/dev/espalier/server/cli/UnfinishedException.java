package dev.espalier.server.cli;

/** A search that a command needs has failed or was cancelled. */
final class UnfinishedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnfinishedException(String message) {
        super(message);
    }
}
