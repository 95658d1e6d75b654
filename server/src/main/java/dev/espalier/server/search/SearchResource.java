package dev.espalier.server.search;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.data.DataSets;
import dev.espalier.server.history.Action;
import dev.espalier.server.history.DataFolder;
import dev.espalier.server.history.History;
import dev.espalier.server.history.NewSearch;
import dev.espalier.server.history.Page;
import dev.espalier.server.history.SearchRecord;
import dev.espalier.server.web.JsonText;
import dev.espalier.server.web.PageSize;
import dev.espalier.trial.Controller;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Searches: submit, list, rename, steer, forget. */
@RestController
@RequestMapping("/api/v1/searches")
final class SearchResource {
    private static final int LONGEST_KEY = 200;

    private final History history;
    private final SearchRunner runner;
    private final Submissions submissions;
    private final Estimator estimator;
    private final Views views;
    private final DataSets dataSets;
    private final DataFolder folder;

    SearchResource(
            History history,
            SearchRunner runner,
            Submissions submissions,
            Estimator estimator,
            Views views,
            DataSets dataSets,
            DataFolder folder) {
        this.history = history;
        this.runner = runner;
        this.submissions = submissions;
        this.estimator = estimator;
        this.views = views;
        this.dataSets = dataSets;
        this.folder = folder;
    }

    /** A list with a way to the rest of it. */
    record PageView<T>(List<T> items, @Nullable String nextPageToken) {}

    /** What a controller believes. */
    record BeliefsView(List<Controller.Belief> items) {}

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<SearchView> submit(
            @RequestBody JsonText body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        SearchSpecification specification = submissions.read(body.text());
        estimator.of(specification); // refuses what cannot fit
        SearchRecord search = history.searches()
                .create(new NewSearch(
                        specification.name(), submissions.json(specification), Optional.ofNullable(checkedKey(key))));
        runner.submit(search.id());
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/searches/" + search.id()))
                .body(views.search(search.id()));
    }

    private static @Nullable String checkedKey(@Nullable String key) {
        if (key != null
                && (key.isBlank() || key.length() > LONGEST_KEY || !key.chars().allMatch(c -> c > 31 && c < 127))) {
            throw new InvalidInputException(
                    "/Idempotency-Key",
                    "The Idempotency-Key must have 1 to %d printable ASCII characters.".formatted(LONGEST_KEY));
        }
        return key;
    }

    @GetMapping
    PageView<SearchView> list(
            @RequestParam(defaultValue = "50") int pageSize, @RequestParam Optional<String> pageToken) {
        Page<SearchRecord> page = history.searches().list(PageSize.checked(pageSize), pageToken);
        return new PageView<>(page.items().stream().map(views::search).toList(), page.nextPageToken());
    }

    @GetMapping("/{id}")
    SearchView get(@PathVariable String id) {
        return views.search(id);
    }

    @PatchMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    SearchView rename(@PathVariable String id, @RequestBody JsonText body) {
        String name = submissions.name(body.text());
        history.searches().rename(id, name);
        return views.search(id);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id) {
        views.find(id);
        runner.awaitEnd(id);
        SearchRemoval.remove(id, history, folder);
    }

    @PostMapping("/{id}/{action:pause|resume|stop|cancel}")
    ResponseEntity<SearchView> steer(@PathVariable String id, @PathVariable String action) {
        SearchRecord search = switch (Action.of(action)) {
            case PAUSE -> runner.pause(id);
            case RESUME -> runner.resume(id);
            case STOP -> runner.stop(id);
            case CANCEL -> runner.cancel(id);
            default -> throw new IllegalArgumentException(action);
        };
        return ResponseEntity.accepted().body(views.search(search));
    }

    /** Trains trials of a finished search to the end, whichever a person picks. */
    @PostMapping(path = "/{id}/train", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<SearchView> train(@PathVariable String id, @RequestBody JsonText body) {
        SearchRecord search = runner.train(id, TrainingOrders.read(body.text(), id, history, dataSets));
        return ResponseEntity.accepted().body(views.search(search));
    }

    @GetMapping("/{id}/beliefs")
    BeliefsView beliefs(@PathVariable String id) {
        views.find(id);
        return new BeliefsView(history.searches().beliefs(id));
    }
}
