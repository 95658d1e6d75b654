package dev.espalier.server.cli;

import dev.espalier.server.history.DataFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Where commands are taken. Every document is the one that the API gives. */
interface Desk extends AutoCloseable {
    /** The running server of this data folder where there is one, else this process, which then owns the history. */
    static Desk of(Path dataDir) {
        DataFolder folder = new DataFolder(dataDir);
        Optional<Desk> server = ServerDesk.find(folder);
        return server.orElseGet(() -> new OwnDesk(folder));
    }

    SearchDesk searches();

    DatasetDesk datasets();

    /**
     * Writes an export of a search, a trained model or an architecture.
     *
     * @param id of any of the three; a search stands for its best model or architecture where the format wants one
     * @throws dev.espalier.catalog.InvalidInputException where there is no such thing or no such format
     */
    void export(String id, String format, OutputStream out) throws IOException;

    @Override
    void close();

    /** Searches and their trials. */
    interface SearchDesk {
        /** Submits a specification; the search as it then stands. */
        JsonNode submit(String specification);

        /** Makes a search go on that was paused or lost its server. */
        JsonNode resume(String id);

        /** What a search would cost. */
        JsonNode estimate(String specification);

        /** Newest first, at most {@code limit}. */
        List<JsonNode> list(int limit);

        JsonNode find(String id);

        /** Trials in that order ({@code number}, {@code -score}), at most {@code limit}. */
        List<JsonNode> trials(String id, String orderBy, int limit);
    }

    /** Data sets. */
    interface DatasetDesk {
        List<JsonNode> list();

        /** With its preview. */
        JsonNode find(String id);

        /** A new data set from a file of this machine; {@code fields} are {@code name}, {@code target}, {@code task}. */
        JsonNode add(Path file, Map<String, String> fields);

        void remove(String id);
    }
}
