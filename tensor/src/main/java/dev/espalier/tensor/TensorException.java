package dev.espalier.tensor;

/** LibTorch refused to compute: the message is the first line of its own. The process is sound. */
public final class TensorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TensorException(String message, Throwable cause) {
        super(message, cause);
    }

    /** LibTorch's exceptions are plain {@link RuntimeException}s with a C++ trace behind the first line. */
    static RuntimeException translated(RuntimeException thrown) {
        if (thrown.getClass() != RuntimeException.class || thrown.getMessage() == null) {
            return thrown;
        }
        return new TensorException(thrown.getMessage().lines().findFirst().orElse(""), thrown);
    }
}
