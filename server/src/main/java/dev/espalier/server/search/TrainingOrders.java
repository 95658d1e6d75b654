package dev.espalier.server.search;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.data.DataSets;
import dev.espalier.server.history.History;
import dev.espalier.server.history.NotFoundException;
import dev.espalier.server.history.SearchRecord;
import dev.espalier.server.history.StoredTrial;
import dev.espalier.server.history.TrainingOrder;
import dev.espalier.trial.Outcome;
import java.util.List;

/** Reads which trials of a search a person wants trained to the end, and from what start. */
public final class TrainingOrders {
    private static final int MOST = 20;

    private TrainingOrders() {}

    /**
     * The orders of {@code {"trials": [3, 17], "epochs": 20, "start": "inherited"}}. What is not said is as the search's
     * own specification has it.
     *
     * @throws InvalidInputException with the place of what is wrong, such as a trial that has no score, or where the data
     *     are gone
     * @throws NotFoundException where there is no such search
     */
    public static List<TrainingOrder> read(String json, String searchId, History history, DataSets dataSets) {
        SearchRecord search =
                history.searches().find(searchId).orElseThrow(() -> new NotFoundException("search", searchId));
        SearchSpecification specification = SpecificationReader.stored(search.specification());
        dataSets.find(specification.dataset().id()); // refuses what is gone meanwhile
        SearchSpecification.FinalTraining usual = specification.finalTraining();
        Place root = SpecificationReader.document(json).object("trials", "epochs", "start");
        int epochs = SpecificationReader.epochs(root).orElse(usual.epochs());
        boolean inherits = SpecificationReader.inherits(root).orElse(usual.inherits());
        if (inherits) {
            SpecificationFit.start(specification.evaluator().part(), "/start");
        }
        Place trials = root.field("trials").orElseThrow(() -> root.refused("given 'trials'"));
        List<Integer> numbers = trials.items(MOST).stream()
                .map(place -> number(place, searchId, history))
                .distinct()
                .toList();
        if (numbers.isEmpty()) {
            throw trials.refused("a list of at least one number");
        }
        return numbers.stream()
                .map(number -> new TrainingOrder(number, epochs, inherits))
                .toList();
    }

    /** Whether the final training of this search would have anything to train if it were stopped now. */
    public static boolean trainable(SearchRecord search) {
        return search.best() != null
                && SpecificationReader.stored(search.specification())
                                .finalTraining()
                                .top()
                        > 0;
    }

    private static int number(Place place, String searchId, History history) {
        int number = (int) place.whole(1, Integer.MAX_VALUE);
        boolean scored = history.trials()
                .find(searchId, number)
                .map(StoredTrial::trial)
                .filter(trial -> trial.architecture() != null && trial.outcome() instanceof Outcome.Scored)
                .isPresent();
        if (!scored) {
            throw new InvalidInputException(
                    place.pointer(), "The search '%s' has no trial %d with a score.".formatted(searchId, number));
        }
        return number;
    }
}
