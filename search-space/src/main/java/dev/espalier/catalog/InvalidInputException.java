package dev.espalier.catalog;

/**
 * Something a person wrote cannot be used. The message names the value and its bound; {@link #pointer()} is the
 * place in the person's document as a JSON pointer (RFC 6901), empty for the document as a whole.
 */
public final class InvalidInputException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String pointer;

    public InvalidInputException(String pointer, String message) {
        super(message);
        this.pointer = pointer;
    }

    public InvalidInputException(String pointer, String message, Throwable cause) {
        super(message, cause);
        this.pointer = pointer;
    }

    /** The part of a pointer that leads to a field or item of that name, such as {@code /a~1b} to {@code a/b}. */
    public static String step(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** The place of the error, such as {@code /controller/settings/learningRate}. */
    public String pointer() {
        return pointer;
    }

    /** The same error seen from an enclosing document. */
    public InvalidInputException within(String prefix) {
        return new InvalidInputException(prefix + pointer, String.valueOf(getMessage()), this);
    }
}
