package dev.espalier.benchmark;

import dev.espalier.benchmark.DecisionColumn.Choice;
import dev.espalier.benchmark.Description.Layout;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The plays that the rows of a sheet are. Options come as the description or the space lists them; else numbers ascend
 * and other words are sorted, so that the order of the rows means nothing.
 */
final class RowPlays {
    private static final int MAX_OPTIONS = 10_000;

    private final Layout layout;
    private final Sheet sheet;
    private final List<DecisionPoint> given;
    private final List<Sheet.Column> columns;
    private final Map<String, List<String>> options = new LinkedHashMap<>();
    private final Map<String, Set<String>> seen = new HashMap<>(); // looked up, never iterated

    /**
     * @param rows for each play the rows of the sheet, in order of first appearance
     * @param fixed whether every combination has a row and all go through the same decisions
     */
    record Result(Trie trie, List<Decisions> plays, List<List<Integer>> rows, boolean fixed) {}

    /** @param given the decisions of the space that the rows are plays of; empty where the table says */
    private RowPlays(Layout layout, Sheet sheet, List<DecisionPoint> given) {
        this.layout = layout;
        this.sheet = sheet;
        this.given = given;
        this.columns = layout.decisions().stream()
                .map(decision -> sheet.column(decision.column()))
                .toList();
    }

    /**
     * Reads all rows.
     *
     * @throws InvalidInputException with a pointer into the description, naming line and column
     */
    static Result of(Layout layout, Sheet sheet, List<DecisionPoint> given) {
        return new RowPlays(layout, sheet, given).read();
    }

    private Result read() {
        List<List<Choice>> choices =
                IntStream.range(0, sheet.rows()).mapToObj(this::choices).toList();
        given.forEach(point -> options.put(point.kind(), point.options()));
        if (given.isEmpty()) {
            listed();
            choices.forEach(
                    row -> row.forEach(choice -> seen.computeIfAbsent(choice.decision(), any -> new LinkedHashSet<>())
                            .add(choice.word())));
            gather(choices);
        }
        return arranged(choices);
    }

    private List<Choice> choices(int row) {
        List<Choice> choices = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Sheet.Column column = columns.get(i);
            try {
                choices.addAll(layout.decisions().get(i).choices(column.text(row)));
            } catch (InvalidInputException refused) {
                throw column.refused(row, String.valueOf(refused.getMessage()));
            }
        }
        return given.isEmpty() ? choices : ofSpace(row, choices);
    }

    /** In the space's order and with its names: by name where the table has those, else one after the other. */
    private List<Choice> ofSpace(int row, List<Choice> choices) {
        List<String> names = choices.stream().map(Choice::decision).toList();
        boolean named = given.stream().allMatch(point -> names.contains(point.name()));
        if (choices.size() != given.size()) {
            throw columns.get(0)
                    .refused(
                            row,
                            "gives %d choices, but the space has %d decisions".formatted(choices.size(), given.size()));
        }
        List<Choice> ordered = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            DecisionPoint point = given.get(i);
            String word = choices.get(named ? names.indexOf(point.name()) : i).word();
            if (!point.options().contains(word)) {
                throw columns.get(0)
                        .refused(
                                row,
                                "gives '%s' at '%s', which is none of %s"
                                        .formatted(word, point.name(), point.options()));
            }
            ordered.add(new Choice(point.name(), point.kind(), word));
        }
        return ordered;
    }

    private void listed() {
        for (DecisionColumn column : layout.decisions()) {
            for (String kind : column.options().isEmpty() ? List.<String>of() : column.kinds()) {
                List<String> before = options.put(kind, column.options());
                if (before != null && !before.equals(column.options())) {
                    throw new InvalidInputException(
                            column.column().pointer(),
                            "Decisions of one kind have the same options, but '%s' has %s and %s."
                                    .formatted(kind, before, column.options()));
                }
            }
        }
    }

    /** Sorts the words of the kinds whose options are not listed. */
    private void gather(List<List<Choice>> choices) {
        Map<String, Set<String>> words = new LinkedHashMap<>();
        choices.forEach(row -> row.stream()
                .filter(choice -> !options.containsKey(choice.kind()))
                .forEach(choice -> words.computeIfAbsent(choice.kind(), any -> new TreeSet<>())
                        .add(choice.word())));
        words.forEach((kind, found) -> {
            if (found.size() > MAX_OPTIONS) {
                throw new InvalidInputException(
                        "/decisions",
                        "Decisions of kind '%s' have %d options, above the bound of %d."
                                .formatted(kind, found.size(), MAX_OPTIONS));
            }
            boolean numbers = found.stream().allMatch(word -> word.matches("-?\\d{1,15}(\\.\\d{1,15})?"));
            options.put(
                    kind,
                    numbers
                            ? found.stream()
                                    .sorted(Comparator.comparingDouble(Double::parseDouble))
                                    .toList()
                            : List.copyOf(found));
        });
    }

    private Result arranged(List<List<Choice>> choices) {
        Trie trie = new Trie();
        List<Decisions> plays = new ArrayList<>();
        List<List<Integer>> rows = new ArrayList<>();
        Map<String, DecisionPoint> points = new HashMap<>(); // looked up, never iterated
        given.forEach(point -> points.put(point.name(), point));
        boolean alike = true;
        for (int row = 0; row < choices.size(); row++) {
            List<DecisionPoint> path = path(choices.get(row), points, row);
            Decisions play = play(choices.get(row), path, row);
            int known = add(trie, path, play, plays.size(), row);
            if (known == plays.size()) {
                plays.add(play);
                rows.add(new ArrayList<>(List.of(row)));
                alike &= names(choices.get(row)).equals(names(choices.get(0)));
            } else {
                repeated(rows.get(known).get(0), row);
                rows.get(known).add(row);
            }
        }
        Optional<Decisions> missing = trie.missing(needed(points));
        missing.ifPresent(prefix -> requirePartial(trie, prefix));
        trie.close();
        return new Result(trie, List.copyOf(plays), List.copyOf(rows), alike && missing.isEmpty());
    }

    private static List<String> names(List<Choice> choices) {
        return choices.stream().map(Choice::decision).toList();
    }

    private List<DecisionPoint> path(List<Choice> choices, Map<String, DecisionPoint> points, int row) {
        List<String> names = names(choices);
        if (names.stream().distinct().count() != names.size() || names.isEmpty()) {
            throw columns.get(0).refused(row, "gives no decisions, or one name to two: " + names);
        }
        return choices.stream()
                .map(choice -> points.computeIfAbsent(
                        choice.decision(),
                        name -> DecisionPoint.of(
                                name, choice.kind(), Objects.requireNonNull(options.get(choice.kind())))))
                .toList();
    }

    private Decisions play(List<Choice> choices, List<DecisionPoint> path, int row) {
        int[] play = new int[path.size()];
        for (int i = 0; i < play.length; i++) {
            play[i] = path.get(i).options().indexOf(choices.get(i).word());
            if (play[i] < 0 || !path.get(i).kind().equals(choices.get(i).kind())) {
                throw columns.get(0)
                        .refused(
                                row,
                                "gives '%s' at '%s', which is none of %s"
                                        .formatted(
                                                choices.get(i).word(),
                                                path.get(i).name(),
                                                path.get(i).options()));
            }
        }
        return Decisions.of(play);
    }

    private int add(Trie trie, List<DecisionPoint> path, Decisions play, int number, int row) {
        try {
            return trie.add(path, play, number);
        } catch (Trie.MisfitException misfit) {
            throw columns.get(0).refused(row, misfit.getMessage() + ", so that they are no plays of one game");
        }
    }

    private void repeated(int first, int row) {
        if (!layout.mean()) {
            throw columns.get(0)
                    .refused(
                            row,
                            "repeats the play of %s; maybe \"duplicates\": \"mean\" or a \"where\" is meant"
                                    .formatted(sheet.place(first)));
        }
    }

    /** Which options need rows: all that are listed, else those that the decision has somewhere. */
    private Map<String, List<Integer>> needed(Map<String, DecisionPoint> points) {
        Set<String> listed = Stream.concat(
                        given.stream().map(DecisionPoint::kind),
                        layout.decisions().stream()
                                .filter(column -> !column.options().isEmpty())
                                .flatMap(column -> column.kinds().stream()))
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, List<Integer>> needed = new HashMap<>(); // looked up, never iterated
        points.forEach((name, point) -> needed.put(
                name,
                IntStream.range(0, point.options().size())
                        .filter(option -> listed.contains(point.kind())
                                || Objects.requireNonNull(seen.get(name))
                                        .contains(point.options().get(option)))
                        .boxed()
                        .toList()));
        return needed;
    }

    private void requirePartial(Trie trie, Decisions missing) {
        if (layout.partial()) {
            return;
        }
        List<String> words = new ArrayList<>();
        for (int i = 0; i < missing.size(); i++) {
            DecisionPoint point = trie.next(missing.prefix(i)).orElseThrow();
            words.add(point.name() + "=" + point.options().get(missing.choice(i)));
        }
        throw new InvalidInputException(
                "/partial",
                "%d plays up to %s do not cover the space: no row begins with %s. Maybe \"partial\": true is meant."
                        .formatted(trie.plays(), sheet.place(sheet.rows() - 1), words));
    }
}
