package dev.espalier.server.search;

import dev.espalier.server.history.History;
import dev.espalier.server.history.NotFoundException;
import dev.espalier.server.history.StoredTrial;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** A search as files: its trials as a table or with everything, and the specification to run it again. */
@Component
public final class SearchExports {
    private static final int BATCH = 1000;

    private final History history;
    private final Views views;
    private final JsonMapper json;

    public SearchExports(History history, Views views, JsonMapper json) {
        this.history = history;
        this.views = views;
        this.json = json;
    }

    /**
     * Writes one export and leaves the stream open.
     *
     * @param format {@code csv}, {@code json} or {@code specification}
     */
    public void write(String id, String format, OutputStream out) throws IOException {
        views.find(id);
        switch (format) {
            case "csv" -> csv(id, out);
            case "json" -> json(id, out);
            case "specification" -> out.write(views.find(id).specification().getBytes(StandardCharsets.UTF_8));
            default -> throw new NotFoundException("export among [csv, json, specification] called", format);
        }
    }

    private void csv(String id, OutputStream out) {
        TrialTable table = new TrialTable(out);
        each(id, table::collect);
        table.header();
        each(id, table::row);
        table.flush();
    }

    private void json(String id, OutputStream out) {
        SearchView search = views.search(id);
        JsonGenerator generator = json.createGenerator(out);
        generator.writeStartObject();
        generator.writePOJOProperty("search", search);
        generator.writeArrayPropertyStart("trials");
        each(id, stored -> generator.writePOJO(TrialView.of(stored)));
        generator.writeEndArray();
        generator.writePOJOProperty("models", history.models().ofSearch(id));
        generator.writeEndObject();
        generator.flush();
    }

    private void each(String id, Consumer<StoredTrial> action) {
        List<StoredTrial> trials;
        int last = 0;
        do {
            trials = history.trials().after(id, last, BATCH);
            trials.forEach(action);
            last += trials.size();
        } while (trials.size() == BATCH);
    }
}
