package dev.espalier.data;

import dev.espalier.catalog.InvalidInputException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
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
        if (options.time().isPresent() && options.group().isPresent()) {
            throw new InvalidInputException(
                    "/group",
                    "The rows can be split by the time '%s' or by the group '%s', not by both."
                            .formatted(options.time().get(), options.group().get()));
        }
        Optional<Division> byTime = options.time().map(name -> Latest.of(cells(table, name, "/time"), name));
        Optional<Division> byGroup = options.group().map(name -> new Grouped(cells(table, name, "/group")));
        Division rule = byTime.or(() -> byGroup).orElse(otherwise);
        return options.split().isPresent()
                ? new Given(cells(table, options.split().get(), "/split"), rule)
                : rule;
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
            int left = part == Part.TEST ? 2 : 1; // for the validation part and the training part
            Limits.checkAt(
                    "/group",
                    members.size() > left,
                    "There are %d groups; at least %d are needed to split by group.",
                    members.size(),
                    left + 1);
            List<List<Integer>> shuffled = new ArrayList<>(members.values());
            Splits.shuffle(shuffled, random);
            List<Integer> drawn = new ArrayList<>();
            List<Integer> rest = new ArrayList<>();
            for (int i = 0; i < shuffled.size(); i++) {
                boolean first = i == 0;
                boolean fits = drawn.size() + shuffled.get(i).size() / 2 < share * rows.length;
                (i < shuffled.size() - left && (first || fits) ? drawn : rest).addAll(shuffled.get(i));
            }
            return Splits.parts(drawn, rest);
        }
    }

    /** The latest rows are drawn: what a model will meet lies behind what it has learnt from. */
    record Latest(List<Double> times) implements Division {
        private static final List<Function<String, LocalDateTime>> FORMS = List.of(
                text -> LocalDate.parse(text).atStartOfDay(),
                text -> LocalDateTime.parse(text.replaceFirst(" ", "T")),
                text -> YearMonth.parse(text).atDay(1).atStartOfDay(),
                text -> OffsetDateTime.parse(text.replaceFirst(" ", "T"))
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toLocalDateTime());

        static Latest of(List<String> cells, String column) {
            boolean numbers = Cells.parse(cells.get(0)).isPresent();
            List<Double> times = new ArrayList<>();
            for (int row = 0; row < cells.size(); row++) {
                String cell = cells.get(row);
                OptionalDouble time = numbers ? Cells.parse(cell) : seconds(cell);
                if (time.isEmpty()) {
                    throw new InvalidInputException(
                            "/time",
                            "Row %d: the time '%s' is '%s'; every row needs %s."
                                    .formatted(
                                            row + 1,
                                            column,
                                            Cells.shown(cell),
                                            numbers ? "a number as the first one has" : "a number or an ISO date"));
                }
                times.add(time.getAsDouble());
            }
            return new Latest(times);
        }

        private static OptionalDouble seconds(String cell) {
            for (Function<String, LocalDateTime> form : FORMS) {
                try {
                    LocalDateTime time = form.apply(cell.strip());
                    return OptionalDouble.of(time.toEpochSecond(ZoneOffset.UTC) + 1e-9 * time.getNano());
                } catch (DateTimeParseException other) {
                    // Maybe the next one.
                }
            }
            return OptionalDouble.empty();
        }

        @Override
        public Splits.Parts draw(Part part, int[] rows, double share, RandomGenerator random) {
            List<Integer> sorted = IntStream.of(rows)
                    .boxed()
                    .sorted(Comparator.comparingDouble(times::get))
                    .toList();
            int kept = sorted.size() - (int) Math.round(share * sorted.size());
            return Splits.parts(sorted.subList(kept, sorted.size()), sorted.subList(0, kept));
        }
    }

    /** As a column says; what it leaves open is drawn by the other rule. */
    record Given(List<String> parts, Division otherwise) implements Division {
        private static final List<String> WORDS = List.of("train", "training", "validation", "valid", "val", "test");

        public Given {
            for (int row = 0; row < parts.size(); row++) {
                Limits.checkAt(
                        "/split",
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
