package dev.espalier.server.process;

import dev.espalier.trial.Objective;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Pareto;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Which trials a search is proud of. */
final class Ranking {
    private static final Comparator<Trial> BETTER_FIRST =
            Comparator.comparing(Ranking::scored, Outcome.Scored.BETTER_FIRST).thenComparing(Trial::number);

    private Ranking() {}

    /**
     * The trials to show for the search, no architecture twice: the best by score, the earliest among equals; where
     * metrics are traded off, the best by score and others spread evenly over what no trial dominates.
     */
    static List<Trial> best(List<Trial> trials, Objective objective, int top) {
        if (objective.tradedOff().isEmpty()) {
            return byScore(trials, top);
        }
        List<Trial> front = byScore(Pareto.front(trials, objective), Integer.MAX_VALUE);
        int count = Math.min(top, front.size());
        return IntStream.range(0, count)
                .mapToObj(i -> front.get(i * front.size() / count))
                .toList();
    }

    private static List<Trial> byScore(List<Trial> trials, int top) {
        Map<String, Trial> byArchitecture = new LinkedHashMap<>();
        trials.stream()
                .filter(trial -> trial.outcome() instanceof Outcome.Scored && trial.architecture() != null)
                .sorted(BETTER_FIRST)
                .forEach(trial -> byArchitecture.putIfAbsent(String.valueOf(trial.architecture()), trial));
        return byArchitecture.values().stream().limit(top).toList();
    }

    /** Hashes of the weights worth keeping: those of the best trials and of every trial that another descends from. */
    static Set<String> weights(List<Trial> trials, Objective objective, int top) {
        List<Trial> kept = new ArrayList<>(byScore(trials, top));
        kept.addAll(best(trials, objective, top));
        trials.stream()
                .map(trial -> trial.proposal().parent())
                .filter(Objects::nonNull)
                .forEach(parent -> kept.add(trials.get(parent - 1)));
        Set<String> hashes = new TreeSet<>();
        for (Trial trial : kept) {
            if (trial.outcome() instanceof Outcome.Scored scored && scored.weights() != null) {
                hashes.add(scored.weights());
            }
        }
        return hashes;
    }

    private static Outcome.Scored scored(Trial trial) {
        return (Outcome.Scored) trial.outcome();
    }
}
