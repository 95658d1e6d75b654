package dev.espalier.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A value in a person's JSON document with the pointer to it, so that every refusal names its place. */
public record Place(JsonNode node, String pointer) {
    private static final int MAX_LENGTH = 200_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(MAX_LENGTH)
                            .maxNestingDepth(40)
                            .maxStringLength(200)
                            .maxNumberLength(30)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The whole of a document. */
    public static Place root(String document) {
        if (document.length() > MAX_LENGTH) {
            throw new InvalidInputException(
                    "",
                    "The document has %d characters, above the bound of %d.".formatted(document.length(), MAX_LENGTH));
        }
        try {
            return new Place(MAPPER.readTree(document), "");
        } catch (JacksonException broken) {
            throw new InvalidInputException("", "This is " + JsonFault.notJson(broken), broken);
        }
    }

    /** What is wrong with this value, to be thrown. */
    public InvalidInputException refused(String message, Object... values) {
        return new InvalidInputException(pointer, message.formatted(values));
    }

    /** This object, which may have these fields and no others. */
    public Place only(String... fields) {
        List<String> known = List.of(fields);
        if (!node.isObject()) {
            throw refused("Here must be an object with the fields %s, not %s.", known, brief());
        }
        for (String name : node.propertyNames()) {
            if (!known.contains(name)) {
                throw at(name, node).refused("There is no field '%s' here. Known: %s.", name, known);
            }
        }
        return this;
    }

    /** The value of that field, where it is there. */
    public Optional<Place> field(String name) {
        return Optional.ofNullable(node.get(name)).map(value -> at(name, value));
    }

    /** The value of a field that must be there. */
    public Place required(String name) {
        return field(name).orElseThrow(() -> refused("The field '%s' is missing.", name));
    }

    /** The names of this object's fields, in the document's order. */
    public List<String> names() {
        if (!node.isObject()) {
            throw refused("Here must be an object, not %s.", brief());
        }
        return List.copyOf(node.propertyNames());
    }

    /** The items of this list. */
    public List<Place> items(int least, int most) {
        if (!node.isArray() || node.size() < least || node.size() > most) {
            throw refused("Here must be a list of %d to %d, not %s.", least, most, brief());
        }
        List<Place> items = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            items.add(at(String.valueOf(i), node.get(i)));
        }
        return items;
    }

    /** A name: letters, digits, points, hyphens and underscores. */
    public String word() {
        if (node.isString() && node.stringValue().matches("[A-Za-z0-9_.-]{1,60}")) {
            return node.stringValue();
        }
        throw refused("Here must be a name of 1 to 60 letters, digits, '.', '-' or '_', not %s.", brief());
    }

    /** A text of 1 to 200 characters, whatever they are. */
    public String text() {
        if (node.isString() && !node.stringValue().isEmpty()) {
            return node.stringValue();
        }
        throw refused("Here must be a text of 1 to 200 characters, not %s.", brief());
    }

    /** A finite number above {@code least}. */
    public double above(double least) {
        if (node.isNumber() && Double.isFinite(node.doubleValue()) && node.doubleValue() > least) {
            return node.doubleValue();
        }
        throw refused("Here must be a number above %s, not %s.", least, brief());
    }

    public boolean flag() {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        throw refused("Here must be true or false, not %s.", brief());
    }

    /** A text, a number or a truth value: String, Long, Double or Boolean. */
    public Object scalar() {
        if (node.isString()) {
            return node.stringValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        if (node.isNumber() && Double.isFinite(node.doubleValue())) {
            return node.doubleValue();
        }
        throw refused("Here must be a text, a number of ordinary size, true or false, not %s.", brief());
    }

    public boolean isText() {
        return node.isString();
    }

    public boolean isNull() {
        return node.isNull();
    }

    public boolean isObject() {
        return node.isObject();
    }

    private Place at(String step, JsonNode value) {
        return new Place(value, pointer + InvalidInputException.step(step));
    }

    private String brief() {
        String text = node.toString();
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }
}
