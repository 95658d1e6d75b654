package dev.espalier.server.rank;

import dev.espalier.trial.Outcome;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What two searches say of one architecture.
 *
 * @param id of the architecture
 * @param number of the trial in the search that is judged
 */
record Pair(String id, int number, Outcome.Scored own, Outcome.Scored reference) {
    /** Each architecture once, in order of trials, where both scored it. */
    static List<Pair> of(List<Trial> own, List<Trial> references) {
        Map<String, Outcome.Scored> truth = new HashMap<>();
        for (Trial trial : references) {
            if (trial.architecture() != null && trial.outcome() instanceof Outcome.Scored scored) {
                truth.putIfAbsent(trial.architecture(), scored);
            }
        }
        Set<String> seen = new HashSet<>();
        List<Pair> pairs = new ArrayList<>();
        for (Trial trial : own) {
            String id = trial.architecture();
            Outcome.Scored reference = id == null ? null : truth.get(id);
            if (id != null && reference != null && trial.outcome() instanceof Outcome.Scored scored && seen.add(id)) {
                pairs.add(new Pair(id, trial.number(), scored, reference));
            }
        }
        return List.copyOf(pairs);
    }

    double metric(String name) {
        return own.metrics().getOrDefault(name, Double.NaN);
    }

    /** A network without a path from input to output has no layer that multiplies. */
    boolean connected() {
        return !(metric("macs") == 0);
    }
}
