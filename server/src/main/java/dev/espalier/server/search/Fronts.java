package dev.espalier.server.search;

import dev.espalier.server.history.History;
import dev.espalier.server.history.SearchRecord;
import dev.espalier.server.history.StoredTrial;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the fronts of searches up: every trial is read from the history once, whoever asks how often. */
final class Fronts {
    private static final int BATCH = 1000;

    private final History history;
    private final Map<String, Front> known = new ConcurrentHashMap<>();

    Fronts(History history) {
        this.history = history;
    }

    /** The front of all trials so far; without trials where nothing is traded off. */
    Front of(SearchRecord search) {
        return known.compute(search.id(), (id, former) -> {
            Front front = former == null ? Front.of(SpecificationReader.objective(search.specification())) : former;
            return front.objective().tradedOff().isEmpty() ? front : caughtUp(id, front);
        });
    }

    private Front caughtUp(String id, Front former) {
        Front front = former;
        List<StoredTrial> batch;
        do {
            batch = history.trials().after(id, front.read(), BATCH);
            front = front.with(batch.stream().map(StoredTrial::trial).toList());
        } while (batch.size() == BATCH);
        return front;
    }
}
