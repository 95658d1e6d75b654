package dev.espalier.server.search;

import dev.espalier.server.web.Download;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** {@link SearchExports} over HTTP. */
@RestController
@RequestMapping("/api/v1/searches/{id}/exports")
final class SearchExportResource {
    private final Views views;
    private final SearchExports exports;

    SearchExportResource(Views views, SearchExports exports) {
        this.views = views;
        this.exports = exports;
    }

    @GetMapping("/specification")
    ResponseEntity<String> specification(@PathVariable String id) {
        return Download.of(id + "-specification.json", MediaType.APPLICATION_JSON)
                .body(views.find(id).specification());
    }

    @GetMapping("/csv")
    ResponseEntity<StreamingResponseBody> csv(@PathVariable String id) {
        views.find(id);
        return Download.of(id + ".csv", new MediaType("text", "csv")).body(out -> exports.write(id, "csv", out));
    }

    @GetMapping("/json")
    ResponseEntity<StreamingResponseBody> json(@PathVariable String id) {
        views.find(id);
        return Download.of(id + ".json", MediaType.APPLICATION_JSON).body(out -> exports.write(id, "json", out));
    }
}
