package dev.espalier.server.search;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** A value somewhere in a person's document: asks for a type and a range, and refuses with the pointer. */
record Place(String pointer, JsonNode value) {
    /** This object, which may hold these fields and no other. */
    Place object(String... known) {
        if (!value.isObject()) {
            throw refused("an object {...}");
        }
        for (String name : value.propertyNames()) {
            if (!List.of(known).contains(name)) {
                throw new InvalidInputException(
                        pointer + "/" + escaped(name),
                        "There is no field '%s' here. Known fields: %s.".formatted(Shown.brief(name), List.of(known)));
            }
        }
        return this;
    }

    /** The field of that name; nothing where it is absent or null. */
    Optional<Place> field(String name) {
        return Optional.ofNullable(value.get(name))
                .filter(child -> !child.isNull())
                .map(child -> new Place(pointer + "/" + name, child));
    }

    List<Place> items(int atMost) {
        if (!value.isArray() || value.size() > atMost) {
            throw refused("a list [...] of at most %d".formatted(atMost));
        }
        List<Place> items = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            items.add(new Place(pointer + "/" + i, value.get(i)));
        }
        return items;
    }

    String text(int longest) {
        if (value.isString()) {
            String text = value.stringValue().strip();
            if (!text.isEmpty() && text.length() <= longest && text.chars().noneMatch(Character::isISOControl)) {
                return text;
            }
        }
        throw refused("a text of 1 to %,d printable characters".formatted(longest));
    }

    String oneOf(List<String> words) {
        if (value.isString() && words.contains(value.stringValue())) {
            return value.stringValue();
        }
        throw refused("one of " + words);
    }

    long whole(long min, long max) {
        if (value.isNumber()) {
            double number = value.doubleValue();
            if (number == Math.rint(number) && number >= min && number <= max) {
                return value.isIntegralNumber() ? value.longValue() : (long) number;
            }
        }
        throw refused("a whole number from %,d to %,d".formatted(min, max));
    }

    /** A number in {@code [min, max]}. */
    double real(double min, double max) {
        if (value.isNumber() && value.doubleValue() >= min && value.doubleValue() <= max) {
            return value.doubleValue();
        }
        throw refused("a number from %s to %s".formatted(Shown.number(min), Shown.number(max)));
    }

    /** The fields of this object as plain values, for a catalogue to check. */
    Map<String, Object> values() {
        if (!value.isObject()) {
            throw refused("an object {...}");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        value.properties().forEach(entry -> values.put(entry.getKey(), plain(entry.getValue())));
        return values;
    }

    /** What {@code inner} gives, its refusals seen from here. */
    <T> T within(Supplier<T> inner) {
        try {
            return inner.get();
        } catch (InvalidInputException refused) {
            throw refused.within(pointer);
        }
    }

    InvalidInputException refused(String bound) {
        return new InvalidInputException(pointer, "The value %s must be %s.".formatted(shown(), bound));
    }

    /** A text too long for its bound is not cut off without a word. */
    private String shown() {
        if (value.isFloat() || value.isDouble()) {
            return Shown.brief(value.doubleValue());
        }
        String brief = Shown.brief(value.toString());
        return value.isString() && brief.endsWith("...")
                ? "%s\" (%,d characters)".formatted(brief, value.stringValue().length())
                : brief;
    }

    private static Object plain(JsonNode node) {
        if (node.isString()) {
            return node.stringValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isNumber()) {
            return node.numberValue();
        }
        if (node.isObject()) {
            return new Place("", node).values();
        }
        return node.isArray() ? node.valueStream().map(Place::plain).toList() : node;
    }

    private static String escaped(String name) {
        return Shown.brief(name).replace("~", "~0").replace("/", "~1");
    }
}
