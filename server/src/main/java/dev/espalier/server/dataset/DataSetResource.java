package dev.espalier.server.dataset;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.data.DataSet;
import dev.espalier.data.DataSets;
import dev.espalier.data.ReadOptions;
import dev.espalier.data.Task;
import dev.espalier.server.history.History;
import dev.espalier.server.history.NotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The data sets of this installation. */
@RestController
final class DataSetResource {
    private final DataSets dataSets;
    private final History history;

    DataSetResource(DataSets dataSets, History history) {
        this.dataSets = dataSets;
        this.history = history;
    }

    /** All data sets, the built-in one first. */
    record ListView(List<DataSetView> items) {}

    @GetMapping({"/api/v1/datasets", "/api/v1/catalog/datasets"})
    ListView list() {
        return new ListView(dataSets.list().stream()
                .map(dataset -> DataSetView.of(dataset, null))
                .toList());
    }

    @GetMapping("/api/v1/datasets/{id}")
    DataSetView get(@PathVariable String id) {
        return DataSetView.of(find(id), dataSets.preview(id));
    }

    @PostMapping(path = "/api/v1/datasets", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<DataSetView> add(
            @RequestPart MultipartFile file,
            @RequestParam String name,
            @RequestParam Optional<String> target,
            @RequestParam Optional<String> task,
            @RequestParam Optional<List<String>> nominal,
            @RequestParam Optional<String> group,
            @RequestParam Optional<String> time,
            @RequestParam Optional<String> split,
            @RequestParam Optional<Integer> side)
            throws IOException {
        ReadOptions options = new ReadOptions(
                given(target),
                given(task).map(DataSetResource::type),
                nominal.orElse(List.of()),
                given(group),
                given(time),
                given(split),
                side);
        DataSet added;
        try (InputStream in = file.getInputStream()) {
            added = dataSets.add(name, Objects.requireNonNullElse(file.getOriginalFilename(), "file"), in, options);
        }
        return ResponseEntity.created(URI.create("/api/v1/datasets/" + added.id()))
                .body(DataSetView.of(added, dataSets.preview(added.id())));
    }

    private static Optional<String> given(Optional<String> field) {
        return field.filter(text -> !text.isBlank());
    }

    private static Task.Type type(String word) {
        List<String> known = Arrays.stream(Task.Type.values())
                .map(type -> type.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        if (!known.contains(word)) {
            throw new InvalidInputException("/task", "There is no task '%s'. Known: %s.".formatted(word, known));
        }
        return Task.Type.values()[known.indexOf(word)];
    }

    @DeleteMapping("/api/v1/datasets/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id) {
        find(id);
        DataSetRemoval.remove(id, dataSets, history);
    }

    private DataSet find(String id) {
        try {
            return dataSets.find(id);
        } catch (InvalidInputException missing) {
            throw new NotFoundException("data set", id);
        }
    }
}
