package dev.espalier.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file, or a file within an archive, that can be read more than once.
 *
 * @param name for messages
 */
record Content(String name, Opening opening) {
    /** Begins to read. */
    @FunctionalInterface
    interface Opening {
        InputStream open() throws IOException;
    }

    static Content of(Path file) {
        return new Content(String.valueOf(file.getFileName()), () -> Files.newInputStream(file));
    }

    /** The bytes, unpacked where they are packed with gzip. */
    Unpacked unpacked() throws IOException {
        return Unpacked.of(opening.open(), name, Limits.UNPACKED);
    }
}
