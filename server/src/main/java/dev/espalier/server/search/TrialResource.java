package dev.espalier.server.search;

import dev.espalier.server.history.History;
import dev.espalier.server.history.NotFoundException;
import dev.espalier.server.history.Page;
import dev.espalier.server.history.StoredTrial;
import dev.espalier.server.history.TrialQuery;
import dev.espalier.server.web.PageSize;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The trials of a search, in pages of any order, and their curve. */
@RestController
@RequestMapping("/api/v1/searches/{id}")
final class TrialResource {
    private static final int MOST_POINTS = 5000;

    private final History history;
    private final Views views;
    private final Curves curves;

    TrialResource(History history, Views views, Curves curves) {
        this.history = history;
        this.views = views;
        this.curves = curves;
    }

    @GetMapping("/trials")
    SearchResource.PageView<TrialView> trials(
            @PathVariable String id,
            @RequestParam(defaultValue = "100") int pageSize,
            @RequestParam Optional<String> pageToken,
            @RequestParam(defaultValue = "number") String orderBy,
            @RequestParam(defaultValue = "") String filter) {
        TrialQuery query = TrialQuery.of(PageSize.checked(pageSize), pageToken, orderBy, filter);
        views.find(id);
        Page<StoredTrial> page = history.trials().page(id, query);
        return new SearchResource.PageView<>(
                page.items().stream().map(TrialView::of).toList(), page.nextPageToken());
    }

    @GetMapping("/trials/{number}")
    TrialView trial(@PathVariable String id, @PathVariable int number) {
        return history.trials()
                .find(id, number)
                .map(TrialView::of)
                .orElseThrow(
                        () -> new NotFoundException("trial of search '%s' with number".formatted(id), "" + number));
    }

    /** The trials that no other dominates; nothing where one metric is sought. */
    @GetMapping("/front")
    SearchResource.PageView<TrialView> front(@PathVariable String id) {
        FrontView front = views.search(id).front();
        List<TrialView> trials = front == null
                ? List.of()
                : front.numbers().stream()
                        .flatMap(number -> history.trials().find(id, number).stream())
                        .map(TrialView::of)
                        .toList();
        return new SearchResource.PageView<>(trials, null);
    }

    @GetMapping("/curve")
    Curve curve(@PathVariable String id, @RequestParam(defaultValue = "500") int points) {
        PageSize.checked("points", points, MOST_POINTS);
        return curves.of(views.find(id), points);
    }
}
