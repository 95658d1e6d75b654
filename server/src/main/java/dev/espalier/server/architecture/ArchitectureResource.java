package dev.espalier.server.architecture;

import dev.espalier.architecture.ArchitectureJson;
import dev.espalier.architecture.Cost;
import dev.espalier.server.history.History;
import dev.espalier.server.history.NotFoundException;
import dev.espalier.server.history.Page;
import dev.espalier.server.history.StoredArchitecture;
import dev.espalier.server.web.Download;
import dev.espalier.server.web.JsonText;
import dev.espalier.server.web.PageSize;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Architectures by canonical hash. */
@RestController
@RequestMapping("/api/v1/architectures")
final class ArchitectureResource {
    private final History history;
    private final ArchitectureViews views;
    private final ArchitectureExports exports;

    ArchitectureResource(History history, ArchitectureViews views, ArchitectureExports exports) {
        this.history = history;
        this.views = views;
        this.exports = exports;
    }

    /** A line of the list. */
    record LineView(String id, Cost cost, int vertices, boolean handMade, Instant createdAt) {
        static LineView of(StoredArchitecture stored) {
            return new LineView(
                    stored.id(),
                    stored.architecture().cost(),
                    stored.architecture().vertices().size(),
                    stored.handMade(),
                    stored.createdAt());
        }
    }

    /** A list with a way to the rest of it. */
    record ListView(List<LineView> items, @Nullable String nextPageToken) {}

    @GetMapping
    ListView list(@RequestParam(defaultValue = "50") int pageSize, @RequestParam Optional<String> pageToken) {
        Page<StoredArchitecture> page = history.architectures().list(PageSize.checked(pageSize), pageToken);
        return new ListView(page.items().stream().map(LineView::of).toList(), page.nextPageToken());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ArchitectureView> add(@RequestBody JsonText body) {
        StoredArchitecture stored = history.architectures().add(ArchitectureJson.read(body.text()));
        return ResponseEntity.created(URI.create("/api/v1/architectures/" + stored.id()))
                .body(views.of(stored));
    }

    @GetMapping("/{id}")
    ArchitectureView get(@PathVariable String id) {
        return views.of(find(id));
    }

    @GetMapping("/{id}/exports/{format}")
    ResponseEntity<byte[]> export(@PathVariable String id, @PathVariable String format) {
        StoredArchitecture stored = find(id);
        ArchitectureExports.Export export = exports.of(format);
        return Download.of("espalier-%s.%s".formatted(stored.id(), export.extension()), export.type())
                .body(export.writer().write(stored.architecture()));
    }

    private StoredArchitecture find(String id) {
        return history.architectures().find(id).orElseThrow(() -> new NotFoundException("architecture", id));
    }
}
