package dev.espalier.server.search;

import dev.espalier.server.history.History;
import dev.espalier.server.history.SearchRecord;
import dev.espalier.server.history.StoredTrial;
import dev.espalier.server.web.Download;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** A search as files: its trials as a table or with everything, and the specification to run it again. */
@RestController
@RequestMapping("/api/v1/searches/{id}/exports")
final class SearchExportResource {
    private static final int BATCH = 1000;

    private final History history;
    private final Views views;
    private final JsonMapper json;

    SearchExportResource(History history, Views views, JsonMapper json) {
        this.history = history;
        this.views = views;
        this.json = json;
    }

    @GetMapping("/specification")
    ResponseEntity<String> specification(@PathVariable String id) {
        SearchRecord search = views.find(id);
        return Download.of(id + "-specification.json", MediaType.APPLICATION_JSON)
                .body(search.specification());
    }

    @GetMapping("/csv")
    ResponseEntity<StreamingResponseBody> csv(@PathVariable String id) {
        views.find(id);
        StreamingResponseBody body = out -> {
            TrialTable table = new TrialTable(out);
            each(id, table::collect);
            table.header();
            each(id, table::row);
            table.flush();
        };
        return Download.of(id + ".csv", new MediaType("text", "csv")).body(body);
    }

    @GetMapping("/json")
    ResponseEntity<StreamingResponseBody> json(@PathVariable String id) {
        SearchView search = views.search(id);
        return Download.of(id + ".json", MediaType.APPLICATION_JSON).body(out -> write(search, out));
    }

    private void write(SearchView search, OutputStream out) throws IOException {
        try (JsonGenerator generator = json.createGenerator(out)) {
            generator.writeStartObject();
            generator.writePOJOProperty("search", search);
            generator.writeArrayPropertyStart("trials");
            each(search.id(), stored -> generator.writePOJO(TrialView.of(stored)));
            generator.writeEndArray();
            generator.writePOJOProperty("models", history.models().ofSearch(search.id()));
            generator.writeEndObject();
        }
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
