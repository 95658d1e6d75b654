package dev.espalier.network;

/** An engine could not compute: the message is its own first line. The process is sound. */
public final class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
