package dev.espalier.network;

import org.jspecify.annotations.Nullable;

/** An engine could not compute: the message is its own first line. The process is sound. */
public final class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EngineException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
