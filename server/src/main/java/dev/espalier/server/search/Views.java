package dev.espalier.server.search;

import dev.espalier.server.history.History;
import dev.espalier.server.history.NotFoundException;
import dev.espalier.server.history.SearchRecord;
import dev.espalier.server.history.StoredTrial;
import dev.espalier.server.history.Trials;
import dev.espalier.trial.Trial;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what the API says of a search from several places of the history. */
@Component
public final class Views {
    /** Proposals whose mean says where the controller is now. */
    private static final int RECENT = 20;

    private final History history;
    private final Fronts fronts;

    public Views(History history) {
        this.history = history;
        this.fronts = new Fronts(history);
    }

    /** The search of that id. */
    public SearchView search(String id) {
        return search(find(id));
    }

    SearchRecord find(String id) {
        return history.searches().find(id).orElseThrow(() -> new NotFoundException("search", id));
    }

    SearchView search(SearchRecord search) {
        SearchRecord.Best best = search.best();
        Map<String, Double> metrics = best == null
                ? Map.of()
                : history.trials()
                        .find(search.id(), best.number())
                        .map(StoredTrial::trial)
                        .map(Trial::outcome)
                        .orElseThrow()
                        .metrics();
        return SearchView.of(search, metrics, front(search).orElse(null), baseline(search));
    }

    /** Nothing where one metric is sought. */
    private Optional<FrontView> front(SearchRecord search) {
        Front front = fronts.of(search);
        return front.objective().tradedOff().isEmpty() ? Optional.empty() : Optional.of(front.view());
    }

    /** The mean of uniformly drawn architectures, as the evaluator scored them beside the last trial. */
    private SearchView.@Nullable Baseline baseline(SearchRecord search) {
        int last = search.progress().trials();
        OptionalDouble recent = history.trials().scores(search.id(), Math.max(0, last - RECENT)).stream()
                .map(Trials.Score::score)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .average();
        return history.trials()
                .find(search.id(), last)
                .map(trial -> trial.trial().outcome().metrics().get("random.mean"))
                .filter(mean -> Double.isFinite(mean) && recent.isPresent())
                .map(mean -> new SearchView.Baseline("random, same weights", mean, recent.getAsDouble()))
                .orElse(null);
    }
}
