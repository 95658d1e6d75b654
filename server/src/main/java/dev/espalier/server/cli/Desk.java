package dev.espalier.server.cli;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.server.history.Action;
import dev.espalier.server.history.DataFolder;
import dev.espalier.server.process.Limits;
import dev.espalier.server.rank.References;
import dev.espalier.server.service.LimitOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Where commands about searches are taken. Every document is the one that the API gives. Wrong input is refused with an
 * {@link InvalidInputException}, what does not exist with a
 * {@link dev.espalier.server.history.NotFoundException}, both with the API's words.
 */
interface Desk extends AutoCloseable {
    /** The running server of this data folder where there is one, else this process, which then owns the history. */
    static Desk of(Path dataDir) {
        DataFolder folder = new DataFolder(dataDir);
        return ServerDesk.find(folder).orElseGet(() -> new OwnDesk(folder, Limits.ofThisMachine()));
    }

    /**
     * The same, with limits for the searches that this process itself would run.
     *
     * @throws InvalidInputException where limits were given, but a server runs, which has its own
     */
    static Desk of(Path dataDir, LimitOptions options) {
        DataFolder folder = new DataFolder(dataDir);
        Optional<Desk> server = ServerDesk.find(folder);
        if (server.isPresent() && options.given()) {
            server.get().close();
            throw new InvalidInputException(
                    "", "A server runs for '%s' and has its own limits. Maybe give them to serve.".formatted(dataDir));
        }
        return server.orElseGet(() -> new OwnDesk(folder, options.limits()));
    }

    /** Submits a specification; the search as it then stands. */
    default JsonNode submit(String specification) {
        return submit(specification, Optional.empty());
    }

    /** The same; the earlier search where one was submitted under this idempotency key. */
    JsonNode submit(String specification, Optional<String> key);

    /** Makes a search go on that was paused or whose process was ended. */
    JsonNode takeUp(String id);

    /** Pauses, resumes, stops or cancels a search, as {@code POST /api/v1/searches/ID/ACTION} does. */
    JsonNode steer(String id, Action action);

    /** Renames a search to what the document says, as {@code PATCH /api/v1/searches/ID} does. */
    JsonNode rename(String id, String name);

    /** Forgets a search that does not run, with its trials and models. */
    void delete(String id);

    /** Trains trials of a finished search to the end, as {@code POST /api/v1/searches/ID/train} does. */
    JsonNode train(String id, String orders);

    /** What a search would cost. */
    JsonNode estimate(String specification);

    /** Removes a data set that was added, unless a search that is to go on needs it. */
    void removeDataSet(String id);

    /** Newest first, at most {@code limit}. */
    List<JsonNode> list(int limit);

    JsonNode find(String id);

    /** Trials in that order ({@code number}, {@code -score}), at most {@code limit}. */
    List<JsonNode> trials(String id, String orderBy, int limit);

    /** The specification of a search that trains candidates of that one alone. */
    JsonNode reference(String search, int architectures, References.Trainings trainings);

    /** The ranking of a search against that of its reference, as {@code /api/v1/ranks} gives it. */
    JsonNode rank(String search, String reference);

    /** @param kind {@code searches}, {@code models} or {@code architectures} */
    void export(String kind, String id, String format, OutputStream out) throws IOException;

    @Override
    void close();
}
