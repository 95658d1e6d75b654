package dev.espalier.server.rank;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.server.history.History;
import dev.espalier.server.history.NotFoundException;
import dev.espalier.server.history.SearchRecord;
import dev.espalier.server.search.SearchSpecification;
import dev.espalier.server.search.SpecificationReader;
import dev.espalier.space.Decisions;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Trial;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * References for ranks: searches that train each architecture alone, as a final training does, but for fewer epochs.
 * What they are, a person may change before submitting them.
 */
@Component
public final class References {
    /** Fields of a specification that a search and its reference have in common. */
    public static final List<String> SHARED =
            List.of("dataset", "space", "objective", "engine", "device", "precision", "seed");

    private static final int MOST = 10_000;

    private final History history;

    public References(History history) {
        this.history = history;
    }

    /** How each architecture is trained. */
    public record Trainings(int epochs, int repeats) {
        /** As the part {@code evaluator} of a specification; its settings are checked where that is submitted. */
        public Map<String, Object> evaluator() {
            Map<String, Object> settings = new LinkedHashMap<>();
            settings.put("epochs", epochs);
            settings.put("repeats", repeats);
            settings.put("augmentation", "shift");
            settings.put("weightDecay", 5e-4);
            settings.put("keepWeights", false);
            Map<String, Object> evaluator = new LinkedHashMap<>();
            evaluator.put("name", "stand-alone");
            evaluator.put("settings", settings);
            return evaluator;
        }
    }

    /**
     * The specification of a search that trains some candidates of an earlier one, evenly by rank from its best to its
     * worst.
     *
     * @throws NotFoundException where there is no such search
     * @throws InvalidInputException where it has scored fewer different architectures
     */
    public Map<String, Object> of(String searchId, int architectures, Trainings trainings) {
        if (architectures < 1 || architectures > MOST) {
            throw new InvalidInputException(
                    "/architectures", "The architectures (%d) must be from 1 to %d.".formatted(architectures, MOST));
        }
        SearchRecord search =
                history.searches().find(searchId).orElseThrow(() -> new NotFoundException("search", searchId));
        SearchSpecification judged = SpecificationReader.stored(search.specification());
        List<Decisions> ranked = ranked(searchId);
        if (ranked.size() < architectures) {
            throw new InvalidInputException(
                    "/architectures",
                    "The search %s has scored %d different architectures, not %d."
                            .formatted(searchId, ranked.size(), architectures));
        }
        List<Decisions> plays = IntStream.range(0, architectures)
                .mapToObj(i -> ranked.get((int) ((long) i * (ranked.size() - 1) / Math.max(1, architectures - 1))))
                .toList();
        Map<String, Object> document = new LinkedHashMap<>(judged.document());
        document.keySet().retainAll(SHARED);
        document.put("name", "reference for ranks");
        document.put("controller", Map.of("name", "replay", "settings", Map.of("plays", Map.of("plays", plays))));
        document.put("evaluator", trainings.evaluator());
        document.put("budget", Map.of("trials", architectures));
        document.put("finalTraining", Map.of("top", 0));
        return document;
    }

    /** Each architecture once, by its best trial, of equal ones the earlier. */
    private List<Decisions> ranked(String searchId) {
        Map<String, Trial> byArchitecture = new LinkedHashMap<>();
        history.trials().all(searchId).stream()
                .filter(trial -> trial.outcome() instanceof Outcome.Scored)
                .sorted(Comparator.comparingDouble(References::score).reversed())
                .forEach(trial ->
                        byArchitecture.putIfAbsent(Objects.requireNonNullElse(trial.architecture(), ""), trial));
        return byArchitecture.values().stream()
                .map(trial -> trial.proposal().decisions())
                .toList();
    }

    private static double score(Trial trial) {
        return ((Outcome.Scored) trial.outcome()).score();
    }
}
