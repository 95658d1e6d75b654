package dev.espalier.catalog;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One setting of a catalogue entry: its name, what it may be, its default and one sentence that explains it. */
public sealed interface Setting {
    String name();

    Object defaultValue();

    String description();

    /**
     * The value of {@code given} in this setting's own type.
     *
     * @throws InvalidInputException with pointer {@code /name} where the value is of the wrong type or out of bounds
     */
    Object accept(Object given);

    static Setting integer(String name, long defaultValue, long min, long max, String description) {
        return new Whole(name, defaultValue, min, max, description);
    }

    static Setting real(String name, double defaultValue, double min, double max, String description) {
        return new Real(name, defaultValue, min, max, description);
    }

    static Setting choice(String name, String defaultValue, List<String> options, String description) {
        return new Choice(name, defaultValue, options, description);
    }

    static Setting flag(String name, boolean defaultValue, String description) {
        return new Flag(name, defaultValue, description);
    }

    static Setting text(String name, String defaultValue, String description) {
        return new Text(name, defaultValue, description);
    }

    /** @param examples documents to start from, the default first */
    static Setting document(String name, List<Example> examples, String description) {
        return new Document(name, examples, description);
    }

    private static InvalidInputException refused(Setting setting, Object given, String bound) {
        return new InvalidInputException(
                "/" + setting.name(),
                "The setting '%s' (%s) must be %s.".formatted(setting.name(), Shown.brief(given), bound));
    }

    /** A whole number in {@code [min, max]}. */
    record Whole(String name, Long defaultValue, long min, long max, String description) implements Setting {
        @Override
        public Long accept(Object given) {
            if (given instanceof Number number
                    && number.doubleValue() == Math.rint(number.doubleValue())
                    && number.doubleValue() >= min
                    && number.doubleValue() <= max) {
                return number.longValue();
            }
            throw refused(this, given, "a whole number from %d to %d".formatted(min, max));
        }
    }

    /** A finite number in {@code [min, max]}. */
    record Real(String name, Double defaultValue, double min, double max, String description) implements Setting {
        @Override
        public Double accept(Object given) {
            if (given instanceof Number number && number.doubleValue() >= min && number.doubleValue() <= max) {
                return number.doubleValue();
            }
            throw refused(this, given, "a number from %s to %s".formatted(Shown.number(min), Shown.number(max)));
        }
    }

    /** One of a list of words. */
    record Choice(String name, String defaultValue, List<String> options, String description) implements Setting {
        @Override
        public String accept(Object given) {
            if (given instanceof String word && options.contains(word)) {
                return word;
            }
            throw refused(this, given, "one of " + options);
        }
    }

    /** True or false. */
    record Flag(String name, Boolean defaultValue, String description) implements Setting {
        @Override
        public Boolean accept(Object given) {
            if (given instanceof Boolean flag) {
                return flag;
            }
            throw refused(this, given, "true or false");
        }
    }

    /** Free text of at most 1,000 characters, such as a list of widths. */
    record Text(String name, String defaultValue, String description) implements Setting {
        @Override
        public String accept(Object given) {
            if (given instanceof String text && text.length() <= 1000) {
                return text;
            }
            throw refused(this, given, "a text of at most 1,000 characters");
        }
    }

    /**
     * A document to start from.
     *
     * @param title what it is, in a few words
     */
    record Example(String title, String text) {}

    /** A JSON document of at most 200,000 characters, as a text or already read as an object. */
    record Document(String name, List<Example> examples, String description) implements Setting {
        private static final int MAX_LENGTH = 200_000;

        public Document {
            examples = List.copyOf(examples);
        }

        @Override
        public String defaultValue() {
            return examples.get(0).text();
        }

        @Override
        public String accept(Object given) {
            Object text = given instanceof Map<?, ?> || given instanceof JsonNode
                    ? JsonMapper.shared().writeValueAsString(given)
                    : given;
            if (text instanceof String document && document.length() <= MAX_LENGTH) {
                return document;
            }
            String brief = String.valueOf(given);
            throw refused(
                    this,
                    brief.length() <= 60 ? brief : brief.substring(0, 60) + "...",
                    "a JSON document of at most 200,000 characters");
        }
    }
}
