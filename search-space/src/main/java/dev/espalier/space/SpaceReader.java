package dev.espalier.space;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.Place;
import dev.espalier.space.CustomTemplate.Block;
import dev.espalier.space.CustomTemplate.Body;
import dev.espalier.space.CustomTemplate.Join;
import dev.espalier.space.CustomTemplate.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a space that a person wrote; the form is described in {@code docs/spaces.md}. */
final class SpaceReader {
    private static final int MAX_DECISIONS = 200;
    private static final int MAX_OPTIONS = 64;
    private static final int MAX_POINTS = 500;
    private static final int MAX_LAYERS = 50;

    private final List<CustomDecision> decisions = new ArrayList<>();
    private final LayerReader layers = new LayerReader(decisions);
    private final Map<String, Block> blocks = new LinkedHashMap<>();

    private SpaceReader() {}

    /** What a document says. */
    record Definition(String input, List<CustomDecision> decisions, Map<String, Block> blocks, Block graph) {}

    /**
     * @throws InvalidInputException with a pointer into the document
     */
    static Definition read(String document) {
        return new SpaceReader().definition(Place.root(document));
    }

    private Definition definition(Place root) {
        root.only("input", "decisions", "blocks", "vertices", "output");
        Place input = root.required("input");
        if (!List.of("image", "vector", "sequence").contains(input.word())) {
            throw input.refused("The input (%s) must be 'image', 'vector' or 'sequence'.", input.word());
        }
        root.required("decisions").items(1, MAX_DECISIONS).forEach(this::readDecision);
        root.field("blocks").ifPresent(place -> {
            for (String name : place.names()) {
                Place block = place.required(name);
                blocks.put(name, block(block.only("vertices", "output"), List.of(Layers.INPUT)));
            }
        });
        Block graph = block(root, List.of(Layers.INPUT, Layers.HEAD));
        return new Definition(input.word(), List.copyOf(decisions), Collections.unmodifiableMap(blocks), graph);
    }

    private void readDecision(Place place) {
        place.only("name", "kind", "options", "when");
        String name = place.required("name").word();
        if (decisions.stream().anyMatch(other -> other.name().equals(name))) {
            throw place.required("name").refused("There are two decisions '%s'.", name);
        }
        List<Object> options = new ArrayList<>();
        for (Place option : place.required("options").items(1, MAX_OPTIONS)) {
            Object value = option.scalar();
            if (options.stream().anyMatch(other -> String.valueOf(other).equals(String.valueOf(value)))) {
                throw option.refused("The option %s is repeated.", value);
            }
            if (value instanceof String) {
                option.word();
            }
            options.add(value);
        }
        String kind = place.field("kind").map(Place::word).orElse(name);
        requireSameOptions(place, kind, options);
        CustomDecision.Condition when = place.field("when").map(this::condition).orElse(null);
        decisions.add(new CustomDecision(name, kind, Collections.unmodifiableList(options), when));
    }

    private void requireSameOptions(Place place, String kind, List<Object> options) {
        for (CustomDecision other : decisions) {
            if (other.kind().equals(kind) && !other.options().equals(options)) {
                throw place.required("options")
                        .refused(
                                "Decisions of one kind have the same options, but '%s' of kind '%s' has %s.",
                                other.name(), kind, other.options());
            }
        }
    }

    private CustomDecision.Condition condition(Place place) {
        place.only("decision", "is");
        int decision = decision(place.required("decision"), decisions);
        List<Integer> options = place.required("is").items(1, MAX_OPTIONS).stream()
                .map(option -> option(option, decisions.get(decision)))
                .toList();
        return new CustomDecision.Condition(decision, options);
    }

    private static int option(Place place, CustomDecision decision) {
        int option = decision.words().indexOf(String.valueOf(place.scalar()));
        if (option < 0) {
            throw place.refused(
                    "The decision '%s' has no option %s, only %s.", decision.name(), place.scalar(), decision.words());
        }
        return option;
    }

    /** The position of the decision that is named here. */
    static int decision(Place place, List<CustomDecision> decisions) {
        List<String> names = decisions.stream().map(CustomDecision::name).toList();
        int index = names.indexOf(place.word());
        if (index < 0) {
            throw place.refused("There is no decision '%s' before this. Known: %s.", place.word(), names);
        }
        return index;
    }

    /** @param taken keys that no vertex may have */
    private Block block(Place place, List<String> taken) {
        List<Place> places = place.required("vertices").items(1, MAX_POINTS);
        Map<String, Point> points = new LinkedHashMap<>();
        for (Place vertex : places) {
            Point point = point(vertex);
            if (taken.contains(point.key()) || points.put(point.key(), point) != null) {
                throw vertex.required("key").refused("The key '%s' is taken already.", point.key());
            }
        }
        for (Place vertex : places) {
            for (Place input : vertex.required("inputs").items(1, MAX_POINTS)) {
                requireKnown(input, points);
            }
        }
        requireKnown(place.required("output"), points);
        return new Block(sorted(points), place.required("output").word());
    }

    private static void requireKnown(Place place, Map<String, Point> points) {
        if (!place.word().equals(Layers.INPUT) && !points.containsKey(place.word())) {
            throw place.refused("There is no vertex '%s' here. Known: input, %s.", place.word(), points.keySet());
        }
    }

    private Point point(Place place) {
        place.only("key", "inputs", "join", "layers", "block");
        List<String> inputs = place.required("inputs").items(1, MAX_POINTS).stream()
                .map(Place::word)
                .toList();
        Join join = place.field("join").map(SpaceReader::join).orElse(Join.ADD);
        return new Point(place.required("key").word(), place.pointer(), inputs, join, body(place));
    }

    private static Join join(Place place) {
        return switch (place.word()) {
            case "add" -> Join.ADD;
            case "concatenate" -> Join.CONCATENATE;
            default -> throw place.refused("The join '%s' must be 'add' or 'concatenate'.", place.word());
        };
    }

    private Body body(Place vertex) {
        if (vertex.field("layers").isPresent() == vertex.field("block").isPresent()) {
            throw vertex.refused("A vertex needs either 'layers' or 'block'.");
        }
        return vertex.field("layers").map(this::layers).orElseGet(() -> {
            Place block = vertex.required("block");
            if (!blocks.containsKey(block.word())) {
                throw block.refused(
                        "There is no block '%s' before this; a block cannot contain itself. Known: %s.",
                        block.word(), blocks.keySet());
            }
            return new CustomTemplate.Use(block.word());
        });
    }

    private Body layers(Place place) {
        if (place.isNull()) {
            return new CustomTemplate.Nothing();
        }
        if (!place.isObject()) {
            return new CustomTemplate.Stack(
                    place.items(0, MAX_LAYERS).stream().map(layers::layer).toList());
        }
        place.only("decision", "options", "otherwise");
        int decision = decision(place.required("decision"), decisions);
        CustomDecision asked = decisions.get(decision);
        Place options = place.required("options");
        for (String name : options.names()) {
            if (!asked.words().contains(name)) {
                throw options.required(name)
                        .refused("The decision '%s' has no option '%s', only %s.", asked.name(), name, asked.words());
            }
        }
        Body otherwise = place.field("otherwise").map(this::layers).orElse(null);
        List<Body> bodies = asked.words().stream()
                .map(word -> option(options, word, otherwise))
                .toList();
        List<String> steps = asked.words().stream()
                .map(word -> options.field(word).isPresent() ? "/" + word : "")
                .toList();
        return new CustomTemplate.Choice(decision, steps, bodies);
    }

    private Body option(Place options, String word, @Nullable Body otherwise) {
        return options.field(word).map(this::layers).orElseGet(() -> {
            if (otherwise == null) {
                throw options.refused("The option '%s' is missing, and there is no 'otherwise'.", word);
            }
            return otherwise;
        });
    }

    /** Each behind what it reads, as near to the document's order as that allows. */
    private static List<Point> sorted(Map<String, Point> points) {
        List<Point> sorted = new ArrayList<>();
        List<String> placed = new ArrayList<>(List.of(Layers.INPUT));
        List<Point> open = new ArrayList<>(points.values());
        while (!open.isEmpty()) {
            Point next = open.stream()
                    .filter(point -> placed.containsAll(point.inputs()))
                    .findFirst()
                    .orElseThrow(() -> new InvalidInputException(
                            open.get(0).pointer(),
                            "The vertex '%s' lies on a cycle or behind one."
                                    .formatted(open.get(0).key())));
            open.remove(next);
            placed.add(next.key());
            sorted.add(next);
        }
        return List.copyOf(sorted);
    }
}
