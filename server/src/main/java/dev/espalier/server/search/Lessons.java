package dev.espalier.server.search;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.data.DataSets;
import dev.espalier.data.Selection;
import dev.espalier.server.history.History;
import dev.espalier.server.history.SearchRecord;
import dev.espalier.trial.EarlierSearch;
import dev.espalier.trial.EarlierSearches;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the searches that a submission names have to teach its controller. It is written into the submission, so that a
 * search stays what it is whatever becomes of those it learned from.
 */
final class Lessons {
    private static final String SETTING = "earlier";
    private static final String SEARCHES = "searches";
    private static final int MOST_SEARCHES = 20;

    private final History history;
    private final DataSets dataSets;

    Lessons(History history, DataSets dataSets) {
        this.history = history;
        this.dataSets = dataSets;
    }

    /**
     * The submission with {@code {"searches": ["ID", ...]}} in the controller's setting {@code earlier} replaced by what
     * these searches teach; any other submission as it is.
     *
     * @throws InvalidInputException where a search is not in the history, has no scored trial, or lost its data set
     */
    String into(String submission) {
        Place root = SpecificationReader.document(submission);
        Optional<Place> settings = root.field("controller").flatMap(controller -> controller.field("settings"));
        Optional<List<Place>> ids =
                settings.flatMap(given -> given.field(SETTING)).flatMap(Lessons::named);
        Optional<Place> dataset = root.field("dataset");
        if (ids.isEmpty() || dataset.isEmpty()) {
            return submission;
        }
        List<Double> task = dataset.get().within(() -> task(SpecificationReader.selection(dataset.get())));
        List<EarlierSearch> searches = new ArrayList<>();
        for (Place id : ids.get()) {
            searches.add(lesson(id));
        }
        ((ObjectNode) settings.orElseThrow().value()).put(SETTING, new EarlierSearches(task, searches).text());
        return root.value().toString();
    }

    /** The names of searches that this setting holds, as an object or as the text of one; nothing where it has none. */
    private static Optional<List<Place>> named(Place setting) {
        Place document = setting.value().isString()
                ? setting.within(() -> new Place(
                        setting.pointer(),
                        SpecificationReader.document(setting.value().stringValue())
                                .value()))
                : setting;
        return document.field(SEARCHES)
                .filter(searches -> searches.value().valueStream().anyMatch(item -> item.isString()))
                .map(searches -> {
                    document.object(SEARCHES);
                    return searches.items(MOST_SEARCHES);
                });
    }

    private EarlierSearch lesson(Place id) {
        SearchRecord search = history.searches()
                .find(id.text(100))
                .orElseThrow(() -> id.refused("the ID of a search of the history"));
        Selection dataset = SpecificationReader.stored(search.specification()).dataset();
        EarlierSearch lesson =
                id.within(() -> EarlierSearch.of(task(dataset), history.trials().all(search.id())));
        if (lesson.plays().isEmpty()) {
            throw new InvalidInputException(
                    id.pointer(), "The search '%s' has no scored trial to learn from.".formatted(search.id()));
        }
        return lesson;
    }

    private List<Double> task(Selection dataset) {
        return DataFacts.of(dataSets.find(dataset.id()), dataset).numbers();
    }
}
