package dev.espalier.benchmark;

import dev.espalier.benchmark.DecisionColumn.Choice;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.space.DecisionPoint;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The options of every kind of decision: as the space or the description lists them; else the words of the rows, numbers
 * ascending and other words sorted, so that the order of the rows means nothing.
 */
final class Options {
    private static final int MAX_OPTIONS = 10_000;

    private final Map<String, List<String>> listed = new HashMap<>(); // looked up, never iterated
    private final Map<String, List<String>> heard = new HashMap<>(); // looked up, never iterated
    private final Map<String, Set<String>> ofDecision = new HashMap<>(); // looked up, never iterated

    /**
     * @param given the decisions of the space; empty where the table says what there is to decide
     * @throws InvalidInputException where columns list different options for one kind, or there are too many
     */
    Options(List<DecisionColumn> columns, List<DecisionPoint> given, List<List<Choice>> rows) {
        given.forEach(point -> listed.put(point.kind(), point.options()));
        if (given.isEmpty()) {
            columns.forEach(this::list);
        }
        Map<String, Set<String>> words = new LinkedHashMap<>();
        for (List<Choice> row : rows) {
            for (Choice choice : row) {
                words.computeIfAbsent(choice.kind(), any -> new TreeSet<>()).add(choice.word());
                ofDecision
                        .computeIfAbsent(choice.decision(), any -> new TreeSet<>())
                        .add(choice.word());
            }
        }
        words.forEach((kind, found) -> heard.put(kind, sorted(kind, found)));
    }

    private void list(DecisionColumn column) {
        for (String kind : column.options().isEmpty() ? List.<String>of() : column.kinds()) {
            List<String> before = listed.put(kind, column.options());
            if (before != null && !before.equals(column.options())) {
                throw new InvalidInputException(
                        column.column().pointer(),
                        "Decisions of one kind have the same options, but '%s' has %s and %s."
                                .formatted(kind, before, column.options()));
            }
        }
    }

    private static List<String> sorted(String kind, Set<String> words) {
        if (words.size() > MAX_OPTIONS) {
            throw new InvalidInputException(
                    "/decisions",
                    "Decisions of kind '%s' have %d options, above the bound of %d."
                            .formatted(kind, words.size(), MAX_OPTIONS));
        }
        boolean numbers = words.stream().allMatch(word -> word.matches("-?\\d{1,15}(\\.\\d{1,15})?"));
        return numbers
                ? words.stream()
                        .sorted(Comparator.comparingDouble(Double::parseDouble))
                        .toList()
                : List.copyOf(words);
    }

    List<String> of(String kind) {
        List<String> options = listed.get(kind);
        return options == null ? Objects.requireNonNull(heard.get(kind), kind) : options;
    }

    /** The options of a decision that need rows: all that are listed, else those that it has somewhere. */
    List<Integer> needed(DecisionPoint point) {
        Set<String> words = Objects.requireNonNull(ofDecision.get(point.name()), point.name());
        return IntStream.range(0, point.options().size())
                .filter(option -> listed.containsKey(point.kind())
                        || words.contains(point.options().get(option)))
                .boxed()
                .toList();
    }
}
