package dev.espalier.server.search;

import dev.espalier.catalog.Catalog;
import dev.espalier.catalog.Entry;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.JsonFault;
import dev.espalier.catalog.Settings;
import dev.espalier.controller.Controllers;
import dev.espalier.data.Selection;
import dev.espalier.evaluator.Evaluators;
import dev.espalier.network.DeviceChoice;
import dev.espalier.network.Precision;
import dev.espalier.server.search.SearchSpecification.Budget;
import dev.espalier.server.search.SearchSpecification.Evaluation;
import dev.espalier.server.search.SearchSpecification.FinalTraining;
import dev.espalier.server.search.SearchSpecification.Part;
import dev.espalier.space.SearchSpaces;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a search specification strictly: every unknown field, wrong type, broken bound and unknown name is refused with
 * its place, and so are parts that do not fit each other or the data. Loads nothing native.
 */
public final class SpecificationReader {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int LONGEST = 1_000_000;
    private static final long GREATEST_SEED = (1L << 53) - 1;

    private SpecificationReader() {}

    /**
     * The specification of this document, complete and checked against the catalogues and the data.
     *
     * @throws InvalidInputException with the place of the first thing that is wrong
     */
    public static SearchSpecification read(String json, DataFacts.Source data) {
        Place root = root(json);
        Place dataset = root.field("dataset")
                .orElseThrow(() -> new InvalidInputException("/dataset", "A search needs a data set."));
        Selection selection = selection(dataset);
        DataFacts facts = dataset.within(() -> data.find(selection));
        SearchSpecification specification = specification(root, SpecificationDefaults.of(facts));
        SpecificationFit.check(specification, facts);
        return specification;
    }

    /** A specification that was checked before, such as one of the history; the data may be gone meanwhile. */
    public static SearchSpecification stored(String json) {
        return specification(root(json), SpecificationDefaults.general());
    }

    /** The same of another person's search, which an older build may have written in words that are no longer known. */
    public static Optional<SearchSpecification> known(String json) {
        try {
            return Optional.of(stored(json));
        } catch (InvalidInputException outdated) {
            return Optional.empty();
        }
    }

    /** What a search of the history is after, whatever has become of the parts that its specification names. */
    static Objective objective(String json) {
        Metric metric = SpecificationDefaults.general().metric();
        return document(json)
                .field("objective")
                .map(place -> ObjectiveReader.read(place, metric))
                .orElseGet(() -> Objective.of(metric));
    }

    private static Place root(String json) {
        return document(json)
                .object(
                        "name",
                        "dataset",
                        "space",
                        "controller",
                        "evaluator",
                        "engine",
                        "device",
                        "precision",
                        "objective",
                        "budget",
                        "finalTraining",
                        "seed");
    }

    /** Any document of a person, read strictly. */
    static Place document(String json) {
        if (json.length() > LONGEST) {
            throw new InvalidInputException(
                    "", "The document (%,d characters) is longer than %,d.".formatted(json.length(), LONGEST));
        }
        try {
            JsonNode node = JSON.readTree(json);
            return new Place("", node == null ? JSON.missingNode() : node);
        } catch (JacksonException broken) {
            throw new InvalidInputException("", "This is " + JsonFault.notJson(broken), broken);
        }
    }

    private static SearchSpecification specification(Place root, SpecificationDefaults defaults) {
        Selection dataset = selection(root.field("dataset").orElseThrow());
        Part space = part(root.field("space"), SearchSpaces.catalog(), defaults.spaces());
        Evaluation evaluation = evaluation(root.field("evaluator"));
        boolean own = OwnController.of(evaluation);
        Part controller = own
                ? OwnController.part(root.field("controller"), evaluation)
                : part(
                        root.field("controller"),
                        Controllers.catalog(),
                        SpecificationDefaults.controllers(evaluation.part().name()));
        String name = root.field("name")
                .map(place -> place.text(200))
                .orElse("%s, %s by %s"
                        .formatted(
                                dataset.id(),
                                space.name(),
                                own ? evaluation.part().name() : controller.name()));
        return new SearchSpecification(
                name.length() <= 200 ? name : name.substring(0, 200),
                dataset,
                space,
                controller,
                own ? OwnController.alone(evaluation) : evaluation,
                root.field("engine")
                        .map(place -> place.oneOf(SpecificationDefaults.ENGINES))
                        .orElse(SpecificationDefaults.ENGINE),
                root.field("device").map(SpecificationReader::device).orElse(DeviceChoice.AUTO),
                root.field("precision")
                        .map(place -> Precision.of(place.oneOf(Precision.keys())))
                        .orElse(Precision.SINGLE),
                root.field("objective")
                        .map(place -> ObjectiveReader.read(place, defaults.metric()))
                        .orElseGet(() -> Objective.of(defaults.metric())),
                root.field("budget").map(SpecificationReader::budget).orElseGet(SpecificationDefaults::budget),
                finalTraining(root.field("finalTraining")),
                root.field("seed").map(place -> place.whole(0, GREATEST_SEED)).orElse(SpecificationDefaults.SEED));
    }

    private static DeviceChoice device(Place place) {
        String name = place.text(20);
        return place.within(() -> new DeviceChoice(name));
    }

    static Selection selection(Place place) {
        if (!place.value().isObject()) {
            return Selection.of(place.text(200));
        }
        place.object("name", "settings");
        String id = place.field("name")
                .orElseThrow(() -> place.refused("given a 'name'"))
                .text(200);
        Map<String, Object> settings =
                place.field("settings").map(Place::values).orElse(Map.of());
        try {
            return Selection.of(id, settings);
        } catch (InvalidInputException refused) {
            throw refused.within(place.pointer() + "/settings");
        }
    }

    private static <T> Part part(Optional<Place> place, Catalog<T> catalog, List<String> preferred) {
        return place.map(given -> named(given.object("name", "settings"), catalog, preferred))
                .orElseGet(() -> filled(catalog, preferred(catalog, preferred), Map.of()));
    }

    private static <T> Part named(Place place, Catalog<T> catalog, List<String> preferred) {
        String name = place.field("name")
                .map(given -> given.oneOf(catalog.names()))
                .orElseGet(() -> preferred(catalog, preferred));
        Map<String, Object> settings =
                place.field("settings").map(Place::values).orElse(Map.of());
        return place.within(() -> filled(catalog, name, settings));
    }

    private static <T> Part filled(Catalog<T> catalog, String name, Map<String, Object> settings) {
        Entry<T> entry = catalog.entry(name);
        catalog.make(name, settings);
        return new Part(name, Settings.of(entry.settings(), settings).values());
    }

    private static String preferred(Catalog<?> catalog, List<String> preferred) {
        return preferred.stream()
                .filter(catalog.names()::contains)
                .findFirst()
                .orElseGet(() -> catalog.entries().get(0).name());
    }

    private static Evaluation evaluation(Optional<Place> place) {
        Part part = place.map(given -> given.object("name", "settings", "inFlight", "threads"))
                .map(given -> named(given, Evaluators.catalog(), SpecificationDefaults.EVALUATORS))
                .orElseGet(() -> part(Optional.empty(), Evaluators.catalog(), SpecificationDefaults.EVALUATORS));
        int inFlight = place.flatMap(given -> given.field("inFlight"))
                .map(given -> (int) given.whole(1, 1024))
                .orElse(SpecificationDefaults.IN_FLIGHT);
        int threads = place.flatMap(given -> given.field("threads"))
                .map(given -> (int) given.whole(1, 256))
                .orElseGet(() -> SpecificationDefaults.threads(inFlight));
        return new Evaluation(part, inFlight, threads);
    }

    private static Budget budget(Place place) {
        place.object("trials", "seconds");
        Optional<Place> seconds = place.field("seconds");
        int trials = place.field("trials")
                .map(given -> (int) given.whole(1, 1_000_000))
                .orElse(
                        seconds.isPresent()
                                ? SpecificationDefaults.TRIALS_WHEN_ONLY_SECONDS_ARE_GIVEN
                                : SpecificationDefaults.TRIALS);
        return new Budget(
                trials,
                seconds.map(given -> OptionalDouble.of(given.real(1, 31_536_000)))
                        .orElse(OptionalDouble.empty()));
    }

    private static FinalTraining finalTraining(Optional<Place> place) {
        place.ifPresent(given -> given.object("top", "epochs", "start"));
        return new FinalTraining(
                place.flatMap(given -> given.field("top"))
                        .map(given -> (int) given.whole(0, 20))
                        .orElse(SpecificationDefaults.TOP),
                place.flatMap(SpecificationReader::epochs).orElse(SpecificationDefaults.EPOCHS),
                place.flatMap(SpecificationReader::inherits).orElse(false));
    }

    static Optional<Integer> epochs(Place training) {
        return training.field("epochs").map(given -> (int) given.whole(1, 10_000));
    }

    /** Whether a training begins with what the search's evaluator has learned. */
    static Optional<Boolean> inherits(Place training) {
        return training.field("start")
                .map(given -> given.oneOf(SpecificationDefaults.STARTS).equals(SpecificationDefaults.INHERITED));
    }
}
