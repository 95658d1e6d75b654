package dev.espalier.benchmark;

import dev.espalier.benchmark.DecisionColumn.Choice;
import dev.espalier.benchmark.Description.Layout;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The plays that the rows of a sheet are. */
final class RowPlays {
    private static final int MAX_DECISIONS = 200;

    private static final long MAX_OPTIONS = 100_000_000;

    private final Layout layout;
    private final Sheet sheet;
    private final List<DecisionPoint> given;
    private final List<Sheet.Column> columns;
    private final Map<String, DecisionPoint> points = new HashMap<>(); // looked up, never iterated

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
        given.forEach(point -> points.put(point.name(), point));
        return arranged(choices, new Options(layout.decisions(), given, choices));
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

    private Result arranged(List<List<Choice>> choices, Options options) {
        Trie trie = new Trie();
        List<Decisions> plays = new ArrayList<>();
        List<List<Integer>> rows = new ArrayList<>();
        boolean alike = true;
        for (int row = 0; row < choices.size(); row++) {
            List<DecisionPoint> path = path(choices.get(row), options, row);
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
        Optional<Decisions> missing = trie.missing(options::needed);
        missing.ifPresent(prefix -> requirePartial(trie, prefix));
        trie.close();
        return new Result(trie, List.copyOf(plays), List.copyOf(rows), alike && missing.isEmpty());
    }

    private static List<String> names(List<Choice> choices) {
        return choices.stream().map(Choice::decision).toList();
    }

    private List<DecisionPoint> path(List<Choice> choices, Options options, int row) {
        List<String> names = names(choices);
        if (names.stream().distinct().count() != names.size() || names.isEmpty()) {
            throw columns.get(0).refused(row, "gives no decisions, or one name to two: " + names);
        }
        if (names.size() > MAX_DECISIONS) {
            throw columns.get(0)
                    .refused(row, "gives %d decisions, above the bound of %d".formatted(names.size(), MAX_DECISIONS));
        }
        return choices.stream()
                .map(choice -> points.computeIfAbsent(
                        choice.decision(), name -> DecisionPoint.of(name, choice.kind(), options.of(choice.kind()))))
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
            int known = trie.add(path, play, number);
            if (trie.options() > MAX_OPTIONS) {
                throw columns.get(0)
                        .refused(
                                row,
                                "makes the beginnings of plays have more than %d options in all; maybe a column holds numbers that nobody chose"
                                        .formatted(MAX_OPTIONS));
            }
            return known;
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
