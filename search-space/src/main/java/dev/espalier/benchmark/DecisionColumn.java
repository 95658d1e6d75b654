package dev.espalier.benchmark;

import dev.espalier.benchmark.Description.Reference;
import dev.espalier.catalog.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A column that holds one decision of each play, or several behind each other.
 *
 * @param reading how a cell falls into words
 * @param name of the decision; of several, what their numbers are put behind
 * @param names of the decisions, where they are given: then every row has so many
 * @param kinds of the decisions where they are given one by one, else one for all
 * @param options in their order, where they are given; else the words of the column, sorted
 * @param words in place of which others stand in the table
 * @param optional whether an empty cell means that nothing is decided
 */
record DecisionColumn(
        Reference column,
        Reading reading,
        String name,
        List<String> names,
        List<String> kinds,
        List<String> options,
        Map<String, String> words,
        boolean optional) {
    private static final int MAX_LENGTH = 10_000;
    private static final int MAX_DECISIONS = 200;

    /** One choice in a row: at which decision, and which. */
    record Choice(String decision, String kind, String word) {}

    /** How a cell falls into words. */
    sealed interface Reading {
        List<String> words(String cell);

        /** The cell is one word. */
        record Whole() implements Reading {
            @Override
            public List<String> words(String cell) {
                return List.of(cell);
            }
        }

        /** Words between separators; each character where the separator is empty. */
        record Split(String separator) implements Reading {
            @Override
            public List<String> words(String cell) {
                return Stream.of(separator.isEmpty() ? cell.split("") : cell.split(Pattern.quote(separator), -1))
                        .map(String::strip)
                        .toList();
            }
        }

        /** What the pattern finds: its first group where it has one, empty where that takes no part. */
        record Matches(Pattern pattern) implements Reading {
            @Override
            public List<String> words(String cell) {
                List<String> words = new ArrayList<>();
                try {
                    for (Matcher matcher = pattern.matcher(cell); matcher.find(); ) {
                        String word = matcher.group(Math.min(1, matcher.groupCount()));
                        words.add(Objects.requireNonNullElse(word, ""));
                    }
                } catch (StackOverflowError recursion) { // a repeated group calls itself
                    throw refused("holds %d characters, too many for the pattern '%s'", cell.length(), pattern);
                }
                return words;
            }
        }
    }

    /**
     * The choices that a cell holds.
     *
     * @throws InvalidInputException without a pointer where there are none or not as many as decisions
     */
    List<Choice> choices(String cell) {
        if (cell.isEmpty() && optional) {
            return List.of();
        }
        List<String> found = cell.isEmpty() || cell.length() > MAX_LENGTH ? List.of() : reading.words(cell);
        if (found.isEmpty() || found.size() > MAX_DECISIONS || found.contains("")) {
            throw refused("holds no choice, or an empty one, or more than %d", MAX_DECISIONS);
        }
        if (!names.isEmpty() && names.size() != found.size()) {
            throw refused("holds %d choices %s, but there are %d names", found.size(), found, names.size());
        }
        List<Choice> choices = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            choices.add(new Choice(name(i), kind(i), word(found.get(i))));
        }
        return choices;
    }

    private String name(int position) {
        boolean alone = reading instanceof Reading.Whole;
        return names.isEmpty() ? alone ? name : name + (position + 1) : names.get(position);
    }

    private String kind(int position) {
        return kinds.size() == 1 ? kinds.get(0) : kinds.get(position);
    }

    private String word(String found) {
        String word = words.getOrDefault(found, found);
        if (!options.isEmpty() && !options.contains(word)) {
            throw refused("holds '%s', which is none of the options %s", found, options);
        }
        return word;
    }

    private static InvalidInputException refused(String message, Object... values) {
        return new InvalidInputException("", message.formatted(values));
    }
}
