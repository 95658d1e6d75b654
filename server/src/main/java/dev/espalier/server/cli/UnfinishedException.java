package dev.espalier.server.cli;

/** Searches that a command needs have not given it what it is to tell. */
final class UnfinishedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnfinishedException(String message) {
        super(message);
    }
}
