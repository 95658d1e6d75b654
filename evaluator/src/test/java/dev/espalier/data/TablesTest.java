package dev.espalier.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.trial.Seeds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TablesTest {
    @Test
    void quotesEmptyLinesMarksAndSemicolonsAreRead() throws IOException {
        Table table = read("\uFEFFname;note;label\r\n\"Smith; J.\";\"said \"\"no\"\"\";a\r\n\r\n x ;two\u00fc ;b\r\n");
        assertThat(table.header()).containsExactly("name", "note", "label");
        assertThat(table.rows())
                .containsExactly(List.of("Smith; J.", "said \"no\"", "a"), List.of("x", "two\u00fc", "b"));
    }

    @Test
    void fractionsAndManyNumbersAreARegressionFewWholeNumbersAreClasses() throws IOException {
        assertThat(goal("x,y\n" + rows(30, i -> i + "," + i % 5)).task().type()).isEqualTo(Task.Type.CLASSIFICATION);
        assertThat(goal("x,y\n" + rows(30, i -> i + "," + i)).task().type()).isEqualTo(Task.Type.REGRESSION);
        Goal fractions = goal("x,y\n" + rows(30, i -> i + "," + i % 5 + ".5"));
        assertThat(fractions.task().type()).isEqualTo(Task.Type.REGRESSION);
        assertThat(fractions.statement()).contains("'y'", "last column", "regression (found from the data)");
    }

    @Test
    void classesOfNumbersAreSortedAsNumbers() throws IOException {
        assertThat(goal("x,y\n" + rows(60, i -> i + "," + i % 12)).task().labels())
                .endsWith("9", "10", "11");
    }

    @Test
    void numbersAreStandardisedAndMissingOnesMarked() throws IOException {
        RawTable raw = raw("a,b,label\n" + rows(20, i -> (i == 3 ? "?" : i % 2) + ",1," + (i % 4 < 2 ? "x" : "y")));
        TablePreprocessing fitted = raw.fit(IntStream.range(0, 20).toArray());
        Column.Numeric first = (Column.Numeric) fitted.columns().get(0);
        assertThat(first.mean()).isCloseTo(9.0 / 19, within(1e-12));
        assertThat(first.indicator()).isTrue();
        float[] missing = fitted.features(new RawExample.Row(List.of("?", "1")));
        assertThat(missing).containsExactly(0, 1, 0);
        float[] one = fitted.features(new RawExample.Row(List.of(" 1 ", "1")));
        assertThat((double) one[0]).isCloseTo((1 - 9.0 / 19) / first.deviation(), within(1e-6));
        float[] absurd = fitted.features(new RawExample.Row(List.of("1e300", "1")));
        assertThat(absurd[0]).isEqualTo(10);
    }

    @Test
    void wordsUnseenInTrainingHaveAPlaceOfTheirOwn() throws IOException {
        RawTable raw =
                raw("color,label\n" + rows(21, i -> List.of("red", "blue", "").get(i % 3) + "," + "xy".charAt(i % 2)));
        TablePreprocessing fitted = raw.fit(IntStream.range(0, 21).toArray());
        assertThat(fitted.features(new RawExample.Row(List.of("blue")))).containsExactly(1, 0, 0, 0);
        assertThat(fitted.features(new RawExample.Row(List.of("red")))).containsExactly(0, 1, 0, 0);
        assertThat(fitted.features(new RawExample.Row(List.of("NA")))).containsExactly(0, 0, 1, 0);
        assertThat(fitted.features(new RawExample.Row(List.of("green")))).containsExactly(0, 0, 0, 1);
    }

    @Test
    void preprocessingKnowsTheTrainingRowsAlone() throws IOException {
        RawTable raw = raw("a,color,label\n"
                + rows(
                        20,
                        i -> (i < 10 ? 1 + i % 2 : 1000) + "," + (i < 10 ? "red" : "blue") + "," + "xy".charAt(i % 2)));
        TablePreprocessing fitted = raw.fit(IntStream.range(0, 10).toArray());
        assertThat(((Column.Numeric) fitted.columns().get(0)).mean()).isEqualTo(1.5);
        assertThat(((Column.Nominal) fitted.columns().get(1)).categories()).containsExactly("red");
    }

    @Test
    void aRegressionIsReadBackInItsOwnUnits() throws IOException {
        RawTable raw = raw("x,target:a,target:b\n" + rows(20, i -> i + "," + (100 + i) + "," + i * 0.5));
        Targets targets = raw.fit(IntStream.range(0, 20).toArray()).targets();
        float[] coded = targets.encode(List.of("119", "2.5"));
        assertThat(targets.predictions(coded)[0]).isCloseTo(119, within(1e-4));
        assertThat(targets.predictions(coded)[1]).isCloseTo(2.5, within(1e-4));
        assertThat((double) coded[0]).isBetween(1.5, 1.7);
    }

    @Test
    void severalLabelsAreReadTogether() throws IOException {
        RawTable raw = raw("x,label:a,label:b\n" + rows(20, i -> i + "," + i % 2 + "," + (i < 5 ? 1 : 0)));
        assertThat(raw.task()).isEqualTo(new Task(Task.Type.MULTI_LABEL, List.of("a", "b")));
        Targets targets = raw.fit(IntStream.range(0, 20).toArray()).targets();
        assertThat(targets.encode(raw.target(1))).containsExactly(1, 1);
        assertThat(targets.decision(new float[] {3, -3})).containsExactly("a");
    }

    @Test
    void groupsAreNeverDivided() throws IOException {
        ReadOptions options = options(Optional.of("who"), Optional.empty(), Optional.empty());
        RawTable raw = raw("who,x,label\n" + rows(60, i -> "p" + i % 12 + "," + i + "," + "xy".charAt(i % 2)), options);
        Preparation.Rows rows = split(raw);
        assertThat(raw.features()).hasSize(1);
        assertThat(groups(rows.training())).doesNotContainAnyElementsOf(groups(rows.validation()));
        assertThat(groups(rows.training())).doesNotContainAnyElementsOf(groups(rows.test()));
        assertThat(groups(rows.test())).doesNotContainAnyElementsOf(groups(rows.validation()));
    }

    private static List<Integer> groups(int[] rows) {
        return IntStream.of(rows).map(row -> row % 12).distinct().boxed().toList();
    }

    @Test
    void timeIsNeverTurnedBack() throws IOException {
        ReadOptions options = options(Optional.empty(), Optional.of("day"), Optional.empty());
        RawTable raw = raw("day,x,label\n" + rows(50, i -> (i * 7 % 50) + "," + i + "," + "xy".charAt(i % 2)), options);
        Preparation.Rows rows = split(raw);
        int lastTraining =
                IntStream.of(rows.training()).map(row -> row * 7 % 50).max().orElseThrow();
        int firstValidation =
                IntStream.of(rows.validation()).map(row -> row * 7 % 50).min().orElseThrow();
        int lastValidation =
                IntStream.of(rows.validation()).map(row -> row * 7 % 50).max().orElseThrow();
        int firstTest = IntStream.of(rows.test()).map(row -> row * 7 % 50).min().orElseThrow();
        assertThat(lastTraining).isLessThan(firstValidation);
        assertThat(lastValidation).isLessThan(firstTest);
    }

    @Test
    void datesAreInTheOrderOfTheCalendar() throws IOException {
        ReadOptions options = options(Optional.empty(), Optional.of("day"), Optional.empty());
        for (String form : List.of("yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM")) {
            DateTimeFormatter written = DateTimeFormatter.ofPattern(form, Locale.ROOT);
            LocalDateTime first = LocalDateTime.of(1996, 1, 1, 6, 0);
            RawTable raw = raw(
                    "day,x,label\n"
                            + rows(
                                    50,
                                    i -> written.format(first.plusMonths(i * 7 % 50)) + "," + i + ","
                                            + "xy".charAt(i % 2)),
                    options);
            int lastTraining = IntStream.of(split(raw).training())
                    .map(row -> row * 7 % 50)
                    .max()
                    .orElseThrow();
            assertThat(IntStream.of(split(raw).test()).map(row -> row * 7 % 50))
                    .as(form)
                    .allMatch(month -> month > lastTraining);
        }
        assertThatThrownBy(() -> split(raw(
                        "day,x,label\n" + rows(20, i -> "03/%02d/2019,%d,%s".formatted(1 + i, i, "xy".charAt(i % 2))),
                        options)))
                .hasMessageContainingAll("Row 1", "'day'", "03/01/2019", "ISO date");
        assertThatThrownBy(() -> split(raw(
                        "day,x,label\n" + rows(20, i -> (i == 4 ? "NA" : i) + "," + i + "," + "xy".charAt(i % 2)),
                        options)))
                .hasMessageContainingAll("Row 5", "'NA'", "a number");
    }

    @Test
    void whatAGivenSplitLeavesOpenIsDrawnByGroup() throws IOException {
        ReadOptions options = options(Optional.of("who"), Optional.empty(), Optional.of("part"));
        RawTable raw = raw(
                "who,part,x,label\n"
                        + rows(
                                60,
                                i -> "p" + i % 12 + "," + (i % 12 < 3 ? "test" : "train") + "," + i + ","
                                        + "xy".charAt(i / 12 % 2)),
                options);
        Preparation.Rows rows = split(raw);
        assertThat(groups(rows.test())).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(groups(rows.training())).doesNotContainAnyElementsOf(groups(rows.validation()));
        assertThatThrownBy(() -> split(raw(
                        "who,day,x,label\n" + rows(20, i -> i % 5 + "," + i + "," + i + "," + "xy".charAt(i % 2)),
                        options(Optional.of("who"), Optional.of("day"), Optional.empty()))))
                .hasMessageContaining("not by both");
    }

    @Test
    void threeGroupsAreOneForEachPart() throws IOException {
        ReadOptions options = options(Optional.of("who"), Optional.empty(), Optional.empty());
        Preparation.Rows three = split(raw(
                "who,x,label\n" + rows(30, i -> "h" + i % 3 + "," + i + "," + "xy".charAt(i / 3 % 2)), options));
        assertThat(three.training()).hasSize(10);
        assertThat(three.validation()).hasSize(10);
        assertThat(three.test()).hasSize(10);
        for (int large = 0; large < 4; large++) {
            int most = large;
            Preparation.Rows skewed = split(raw(
                    "who,x,label\n" + rows(100, i -> "h" + (i < 4 ? i : most) + "," + i + "," + "xy".charAt(i / 4 % 2)),
                    options));
            assertThat(skewed.training()).isNotEmpty();
            assertThat(skewed.validation()).isNotEmpty();
        }
    }

    @Test
    void aColumnThatDividesTheRowsIsNoTarget() throws IOException {
        ReadOptions options = new ReadOptions(
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("class"),
                Optional.empty());
        RawTable raw = raw(
                "x,price,class\n" + rows(40, i -> i + "," + i * 0.5 + "," + (i % 4 == 0 ? "test" : "train")), options);
        assertThat(raw.task()).isEqualTo(new Task(Task.Type.REGRESSION, List.of("price")));
        assertThat(raw.features()).hasSize(1);
        assertThatThrownBy(() -> raw(
                        "x,target:kind\n" + rows(20, i -> i + "," + i % 3),
                        ReadOptions.of(Optional.empty(), Optional.of(Task.Type.CLASSIFICATION))))
                .hasMessageContaining("are a regression, not a classification");
    }

    @Test
    void aGivenSplitIsKept() throws IOException {
        ReadOptions options = options(Optional.empty(), Optional.empty(), Optional.of("part"));
        List<String> parts = List.of("train", "train", "test", "validation");
        RawTable raw = raw(
                "part,x,label\n" + rows(40, i -> parts.get(i % 4) + "," + i + "," + "xy".charAt(i / 2 % 2)), options);
        Preparation.Rows rows = split(raw);
        assertThat(rows.test())
                .hasSize(10)
                .satisfies(part -> assertThat(IntStream.of(part)).allMatch(row -> row % 4 == 2));
        assertThat(rows.validation())
                .hasSize(10)
                .satisfies(part -> assertThat(IntStream.of(part)).allMatch(row -> row % 4 == 3));
        assertThat(rows.training()).hasSize(20);
    }

    @Test
    void aTestFileOfAnotherKindIsRefused() throws IOException {
        RawTable raw = raw("x,label\n" + rows(20, i -> i + "," + "xy".charAt(i % 2)));
        assertThatThrownBy(() -> raw.like(read("z,label\n1,x\n"))).hasMessageContaining("[z, label]");
        assertThatThrownBy(() -> raw.like(read("x,label\n1,w\n"))).hasMessageContainingAll("Row 1", "'w'", "[x, y]");
        assertThatThrownBy(() -> raw.like(read("x,label\nten,x\n"))).hasMessageContainingAll("Row 1", "'ten'", "'x'");
    }

    private static ReadOptions options(Optional<String> group, Optional<String> time, Optional<String> split) {
        return new ReadOptions(Optional.of("label"), Optional.empty(), List.of(), group, time, split, Optional.empty());
    }

    private static Preparation.Rows split(RawTable raw) {
        return new Preparation(new Fixed(raw)).rows(Selection.of("fixed"), new Seeds(1));
    }

    private static Table read(String text) throws IOException {
        return CsvReader.read(new ByteArrayInputStream(Made.text(text)), "made.csv");
    }

    private static Goal goal(String text) throws IOException {
        return Goal.of(read(text), ReadOptions.NONE);
    }

    private static RawTable raw(String text) throws IOException {
        return raw(text, ReadOptions.NONE);
    }

    private static RawTable raw(String text, ReadOptions options) throws IOException {
        return RawTable.of(read(text), options);
    }

    private static String rows(int count, IntFunction<String> row) {
        return IntStream.range(0, count).mapToObj(row).collect(Collectors.joining("\n"));
    }

    /** Rows that are there already. */
    private record Fixed(RawData data) implements Source {
        @Override
        public String id() {
            return "fixed";
        }

        @Override
        public String name() {
            return "fixed";
        }

        @Override
        public DataSet.Origin origin() {
            return DataSet.Origin.FOUND;
        }

        @Override
        public RawData read() {
            return data;
        }
    }
}
