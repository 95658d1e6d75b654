package dev.espalier.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** By which rule rows are divided into parts. */
sealed interface Division {
    /** What is drawn. */
    enum Part {
        TEST,
        VALIDATION,
        /** The part of the open rows that is used at all. */
        SHARE
    }

    /** Draws about {@code share} of the rows for that part. */
    Splits.Parts draw(Part part, int[] rows, double share, RandomGenerator random);

    /** The rule that the options name for this table. */
    static Division of(Table table, ReadOptions options, Stratified otherwise) {
        if (options.split().isPresent()) {
            return new Given(cells(table, options.split().get(), "/split"), otherwise);
        }
        if (options.time().isPresent()) {
            return new Latest(cells(table, options.time().get(), "/time"));
        }
        return options.group().isPresent()
                ? new Grouped(cells(table, options.group().get(), "/group"))
                : otherwise;
    }

    private static List<String> cells(Table table, String name, String pointer) {
        int column = table.column(name, pointer);
        return table.rows().stream().map(row -> row.get(column)).toList();
    }

    /** By chance, every class (or label, or range of the target) in proportion. */
    record Stratified(IntFunction<String> stratum) implements Division {
        Stratified(RawData data) {
            this(Strata.of(data));
        }

        @Override
        public Splits.Parts draw(Part part, int[] rows, double share, RandomGenerator random) {
            return Splits.stratified(rows, stratum, share, random);
        }
    }

    /** By chance, rows of equal group together. */
    record Grouped(List<String> groups) implements Division {
        @Override
        public Splits.Parts draw(Part part, int[] rows, double share, RandomGenerator random) {
            SortedMap<String, List<Integer>> members = new TreeMap<>();
            for (int row : rows) {
                members.computeIfAbsent(groups.get(row), key -> new ArrayList<>())
                        .add(row);
            }
            Limits.check(
                    members.size() > 2,
                    "There are %d groups; at least 3 are needed to split by group.",
                    members.size());
            List<List<Integer>> shuffled = new ArrayList<>(members.values());
            Splits.shuffle(shuffled, random);
            List<Integer> drawn = new ArrayList<>();
            List<Integer> rest = new ArrayList<>();
            for (int i = 0; i < shuffled.size(); i++) {
                boolean first = i == 0;
                boolean fits = drawn.size() + shuffled.get(i).size() / 2 < share * rows.length;
                (i < shuffled.size() - 1 && (first || fits) ? drawn : rest).addAll(shuffled.get(i));
            }
            return Splits.parts(drawn, rest);
        }
    }

    /** The latest rows are drawn: what a model will meet lies behind what it has learnt from. */
    record Latest(List<String> times) implements Division {
        @Override
        public Splits.Parts draw(Part part, int[] rows, double share, RandomGenerator random) {
            boolean numbers = times.stream().allMatch(time -> Cells.parse(time).isPresent());
            Comparator<Integer> order = numbers
                    ? Comparator.comparingDouble(row -> Cells.number(times.get(row)))
                    : Comparator.comparing(times::get);
            List<Integer> sorted = IntStream.of(rows).boxed().sorted(order).toList();
            int kept = sorted.size() - (int) Math.round(share * sorted.size());
            return Splits.parts(sorted.subList(kept, sorted.size()), sorted.subList(0, kept));
        }
    }

    /** As a column says; what it leaves open is drawn by the other rule. */
    record Given(List<String> parts, Stratified otherwise) implements Division {
        private static final List<String> WORDS = List.of("train", "training", "validation", "valid", "val", "test");

        public Given {
            for (int row = 0; row < parts.size(); row++) {
                Limits.check(
                        WORDS.contains(parts.get(row)),
                        "Row %d has the part '%s'; it must be one of %s.",
                        row + 1,
                        Cells.shown(parts.get(row)),
                        WORDS);
            }
        }

        @Override
        public Splits.Parts draw(Part part, int[] rows, double share, RandomGenerator random) {
            String prefix = part == Part.TEST ? "test" : "val";
            int[] named = IntStream.of(rows)
                    .filter(row -> parts.get(row).startsWith(prefix))
                    .toArray();
            if (part == Part.SHARE || named.length == 0) {
                return otherwise.draw(part, rows, share, random);
            }
            return new Splits.Parts(
                    named,
                    IntStream.of(rows)
                            .filter(row -> !parts.get(row).startsWith(prefix))
                            .toArray());
        }
    }
}
