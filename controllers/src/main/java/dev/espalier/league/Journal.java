package dev.espalier.league;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finished searches, one a line, in the order in which they came to their end. A search is written as a whole: what a
 * kill left of a line is cut off when the file is opened again.
 */
final class Journal {
    private static final String FILE = "searches.jsonl";

    private final JsonMapper json;
    private final Path file;
    private final Map<Finished.Key, Finished> finished = new HashMap<>(); // looked up, never iterated

    /** Opens the journal of a folder, which is made where it is not there. */
    Journal(Path folder, JsonMapper json) {
        this.json = json;
        this.file = folder.resolve(FILE);
        try {
            Files.createDirectories(folder);
            if (Files.exists(file)) {
                read(Files.readString(file, StandardCharsets.UTF_8));
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException("The journal '%s' cannot be read.".formatted(file), unusable);
        }
    }

    private void read(String text) throws IOException {
        int whole = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', whole)) {
            Optional<Finished> search = search(text.substring(whole, end));
            if (search.isEmpty()) {
                break;
            }
            finished.put(search.get().key(), search.get());
            whole = end + 1;
        }
        if (whole < text.length()) {
            Files.writeString(file, text.substring(0, whole), StandardCharsets.UTF_8);
        }
    }

    private Optional<Finished> search(String line) {
        try {
            return Optional.ofNullable(json.readValue(line, Finished.class));
        } catch (JacksonException torn) {
            return Optional.empty();
        }
    }

    synchronized Optional<Finished> find(Finished.Key key) {
        return Optional.ofNullable(finished.get(key));
    }

    synchronized void add(Finished search) {
        finished.put(search.key(), search);
        try {
            Files.writeString(
                    file,
                    json.writeValueAsString(search) + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException full) {
            throw new UncheckedIOException("The journal '%s' cannot be written.".formatted(file), full);
        }
    }
}
