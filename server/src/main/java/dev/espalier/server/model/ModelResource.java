package dev.espalier.server.model;

import dev.espalier.server.history.DataFolder;
import dev.espalier.server.history.History;
import dev.espalier.server.history.ModelRecord;
import dev.espalier.server.history.NotFoundException;
import dev.espalier.server.web.Download;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Models; their exports were written by the search's own process and are only handed out here. */
@RestController
@RequestMapping("/api/v1/models/{id}")
final class ModelResource {
    private final History history;
    private final DataFolder folder;

    ModelResource(History history, DataFolder folder) {
        this.history = history;
        this.folder = folder;
    }

    @GetMapping
    ModelRecord get(@PathVariable String id) {
        return history.models().find(id).orElseThrow(() -> new NotFoundException("model", id));
    }

    @GetMapping("/exports/dl4j-zip")
    ResponseEntity<Resource> zip(@PathVariable String id) {
        return file(id, "dl4j.zip", new MediaType("application", "zip"));
    }

    @GetMapping("/exports/dl4j-json")
    ResponseEntity<Resource> json(@PathVariable String id) {
        return file(id, "dl4j.json", MediaType.APPLICATION_JSON);
    }

    private ResponseEntity<Resource> file(String id, String name, MediaType type) {
        Path file = folder.model(get(id).id()).resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new NotFoundException("file %s of model".formatted(name), id);
        }
        return Download.of("espalier-%s-%s".formatted(id, name), type).body(new FileSystemResource(file));
    }
}
