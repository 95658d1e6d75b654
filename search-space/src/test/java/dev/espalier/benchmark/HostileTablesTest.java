package dev.espalier.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.catalog.InvalidInputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a description or a table can have wrong is refused with the place in the document, the line and the column. */
class HostileTablesTest {
    private static final String TABLE =
            "id,op,size,acc,early,time\n0,a,1,5,1,9\n1,a,2,6,1,9\n2,b,1,7,1,9\n3,b,2,8,1,9\n";
    private static final String DESCRIPTION = """
            {"name": "t", "files": ["t.csv"], "decisions": [{"column": "op"}, {"column": "size"}],
             "metrics": [{"name": "acc", "reward": "acc", "report": {"id": "id"},
                          "signal": {"reward": "early", "seconds": "time", "budget": 50}}]}""";

    @TempDir
    Path folder;

    static Stream<Arguments> tables() {
        return Stream.of(
                Arguments.of(
                        "a column is gone", TABLE.replace("acc", "accuracy"), "/metrics/0/reward", "no column 'acc'"),
                Arguments.of(
                        "a row twice",
                        TABLE + "4,b,2,8,1,9\n",
                        "/decisions/0/column",
                        "Line 6 of 't.csv', column 'op' repeats"),
                Arguments.of(
                        "a word for a number",
                        TABLE.replace("7", "seven"),
                        "/metrics/0/reward",
                        "Line 4 of 't.csv', column 'acc' holds 'seven'"),
                Arguments.of(
                        "not a number",
                        TABLE.replace("7", "NaN"),
                        "/metrics/0/reward",
                        "'NaN', which is no finite number"),
                Arguments.of(
                        "an endless number",
                        TABLE.replace("7", "7".repeat(300_000) + "x"),
                        "/metrics/0/reward",
                        "Line 4 of 't.csv', column 'acc' holds '7777"),
                Arguments.of("too great a number", TABLE.replace("7", "1e999"), "/metrics/0/reward", "Line 4"),
                Arguments.of(
                        "a row is missing",
                        TABLE.replace("3,b,2,8,1,9\n", ""),
                        "/partial",
                        "do not cover the space: no row begins with [op=b, size=2]"),
                Arguments.of(
                        "a cell too few",
                        TABLE.replace("2,b,1,7,1,9", "2,b,1,7"),
                        "/files/0",
                        "Line 4 of 't.csv' has 4 cells"),
                Arguments.of(
                        "an empty choice",
                        TABLE.replace("2,b,1", "2,,1"),
                        "/decisions/0/column",
                        "Line 4 of 't.csv', column 'op' holds no choice"),
                Arguments.of(
                        "two columns of a name",
                        TABLE.replace("early", "acc"),
                        "/files/0",
                        "Line 1 of 't.csv' names two columns 'acc'"),
                Arguments.of("no rows", "id,op,size,acc,early,time\n", "/files/0", "at least one row"),
                Arguments.of("an open quote", TABLE.replace("2,b,1", "2,\"b,1"), "/files/0", "t.csv"),
                Arguments.of(
                        "no signal at all",
                        TABLE.replaceAll(",[0-9]+,9\n", ",,9\n"),
                        "/metrics/0/signal/reward",
                        "'early' has no number in any row"),
                Arguments.of(
                        "no time at all",
                        TABLE.replace(",9\n2", ",0\n2"),
                        "/metrics/0/signal/seconds",
                        "must be positive"),
                Arguments.of(
                        "nothing measured",
                        TABLE.replaceAll(",[5678],", ",,"),
                        "/metrics/0/reward",
                        "no number in any row"),
                Arguments.of(
                        "nothing to show",
                        TABLE.replaceAll("\n\\d,", "\n,"),
                        "/metrics/0/report/id",
                        "'id' has no number in any row"),
                Arguments.of("empty", "", "/files/0", "header line"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    @Timeout(30)
    void tableIsRefusedWithItsPlace(String what, String table, String pointer, String words) throws IOException {
        Files.writeString(folder.resolve("t.csv"), table);
        refused(DESCRIPTION, pointer, words);
    }

    static Stream<Arguments> descriptions() {
        return Stream.of(
                Arguments.of("\"t.csv\"", "\"../t.csv\"", "/files/0", "not a path"),
                Arguments.of("\"t.csv\"", "\"gone.csv\"", "/files/0", "no file 'gone.csv'"),
                Arguments.of("\"t.csv\"", "\"t\\u0000.csv\"", "/files/0", "names no file"),
                Arguments.of("\"budget\": 50", "\"budget\": -1", "/metrics/0/signal/budget", "above 0"),
                Arguments.of(
                        "\"budget\": 50",
                        "\"bugdet\": 50",
                        "/metrics/0/signal/bugdet",
                        "Known: [reward, seconds, budget]"),
                Arguments.of(
                        "{\"column\": \"op\"}",
                        "{\"column\": \"op\", \"match\": \"(\"}",
                        "/decisions/0/match",
                        "no regular expression"),
                Arguments.of(
                        "{\"column\": \"op\"}",
                        "{\"column\": \"op\", \"match\": \"x\"}",
                        "/decisions/0/column",
                        "holds no choice"),
                Arguments.of(
                        "{\"column\": \"op\"}",
                        "{\"column\": \"op\", \"match\": \"(a)|b\"}",
                        "/decisions/0/column",
                        "Line 4 of 't.csv', column 'op' holds no choice, or an empty one"),
                Arguments.of(
                        "{\"column\": \"op\"}",
                        "{\"column\": \"op\", \"match\": \"x\", \"split\": \",\"}",
                        "/decisions/0/split",
                        "not by both"),
                Arguments.of(
                        "{\"column\": \"op\"}",
                        "{\"column\": \"op\", \"options\": [\"a\"]}",
                        "/decisions/0/column",
                        "Line 4 of 't.csv', column 'op' holds 'b', which is none of the options [a]"),
                Arguments.of(
                        "{\"column\": \"op\"}",
                        "{\"column\": \"op\", \"options\": [\"a\", \"b\", \"c\"]}",
                        "/partial",
                        "op=c"),
                Arguments.of(
                        "{\"column\": \"op\"}",
                        "{\"column\": \"op\", \"options\": [\"a\", \"a\"]}",
                        "/decisions/0/options",
                        "twice"),
                Arguments.of(
                        "{\"column\": \"op\"}",
                        "{\"column\": \"op\", \"names\": [\"x\", \"y\"]}",
                        "/decisions/0/column",
                        "there are 2 names"),
                Arguments.of(
                        "{\"column\": \"op\"}",
                        "{\"column\": \"op\", \"name\": \"size\"}",
                        "/decisions/0/column",
                        "one name to two"),
                Arguments.of(
                        "\"name\": \"t\",",
                        "\"name\": \"t\", \"space\": {\"name\": \"cell\", \"input\": [3, 8, 8], \"outputs\": 2},",
                        "/decisions/0/column",
                        "the space has 6 decisions"),
                Arguments.of(
                        "\"name\": \"t\",",
                        "\"name\": \"t\", \"space\": {\"name\": \"cells\", \"input\": [3, 8, 8], \"outputs\": 2},",
                        "/space/name",
                        "Known"),
                Arguments.of(
                        "\"name\": \"t\",",
                        "\"name\": \"t\", \"costs\": {\"time\": \"time\"}, \"proxies\": {\"time\": \"early\"},",
                        "/proxies/time",
                        "measured twice"),
                Arguments.of("\"name\": \"t\",", "\"name\": \"t\", \"where\": {\"op\": \"z\"},", "/where", "No row"),
                Arguments.of("\"name\": \"t\",", "\"name\": \"t\", \"same\": \"twin\",", "/same", "no column 'twin'"),
                Arguments.of(
                        "\"files\": [\"t.csv\"]",
                        "\"files\": [\"t.csv\", {\"file\": \"t.csv\", \"join\": \"op\"}]",
                        "/files/1/join",
                        "Line 3 of 't.csv', column 'op' repeats 'a'"),
                Arguments.of("\"name\": \"t\",", "\"name\": \"t\", \"name\": \"u\",", "", "Duplicate"),
                Arguments.of("\"reward\": \"acc\"", "\"reward\": 5", "/metrics/0/reward", "must be an object"),
                Arguments.of("\"metrics\"", "\"metric\"", "/metric", "Known"),
                Arguments.of(
                        "\"reward\": \"early\"",
                        "\"reward\": {\"column\": \"early\", \"factor\": 0}",
                        "/metrics/0/signal/reward/factor",
                        "above 0"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("descriptions")
    void descriptionIsRefusedWithItsPlace(String right, String wrong, String pointer, String words) throws IOException {
        Files.writeString(folder.resolve("t.csv"), TABLE);
        Benchmark.of(DESCRIPTION, folder);
        refused(DESCRIPTION.replace(right, wrong), pointer, words);
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstName() throws IOException {
        Files.writeString(folder.resolve("t.csv"), "\uFEFF" + TABLE);
        assertThat(Benchmark.of(DESCRIPTION, folder).rows()).isEqualTo(4);
    }

    @Test
    void aColumnOfTwoFilesIsRefusedUnlessTheyAreJoinedByIt() throws IOException {
        Files.writeString(folder.resolve("t.csv"), TABLE);
        Files.writeString(folder.resolve("u.csv"), "id,acc,watts\n0,9,1\n1,9,1\n2,9,1\n3,9,1\n");
        String joined = DESCRIPTION
                .replace("[\"t.csv\"]", "[\"t.csv\", {\"file\": \"u.csv\", \"join\": \"id\"}]")
                .replace("\"reward\": \"acc\"", "\"reward\": \"watts\"");
        assertThat(Benchmark.of(joined, folder).metric("acc").reward().of(3)).isEqualTo(1);
        refused(
                joined.replace("\"reward\": \"watts\"", "\"reward\": \"acc\""),
                "/metrics/0/reward",
                "Two of the files have a column 'acc'");
    }

    @Test
    void aFileAboveTheBoundIsNotRead() throws IOException {
        try (RandomAccessFile sparse =
                new RandomAccessFile(folder.resolve("t.csv").toFile(), "rw")) {
            sparse.setLength(3L << 30);
        }
        refused(DESCRIPTION, "/files/0", "The file 't.csv' has more than 268435456 bytes");
    }

    @Test
    void aCellThatIsTooLongForItsPatternIsRefused() throws IOException {
        Files.writeString(folder.resolve("t.csv"), TABLE.replace("2,b,1", "2," + "ab".repeat(4_900) + ",1"));
        refused(
                DESCRIPTION.replace("{\"column\": \"op\"}", "{\"column\": \"op\", \"match\": \"(?:a|b)+\"}"),
                "/decisions/0/column",
                "Line 4 of 't.csv', column 'op' holds 9800 characters, too many for the pattern");
    }

    @Test
    void aPlayOfTooManyDecisionsIsRefused() throws IOException {
        String cell = "a".repeat(40);
        Files.writeString(
                folder.resolve("t.csv"),
                "id,op,size,acc,early,time,b,c,d,e\n"
                        + String.join(",", "0", cell, cell, "5,1,9", cell, cell, cell, cell));
        String columns = Stream.of("op", "size", "b", "c", "d", "e")
                .map(column -> "{\"column\": \"%s\", \"split\": \"\", \"name\": \"%s_\"}".formatted(column, column))
                .collect(Collectors.joining(", "));
        refused(
                DESCRIPTION.replace("{\"column\": \"op\"}, {\"column\": \"size\"}", columns),
                "/decisions/0/column",
                "Line 2 of 't.csv', column 'op' gives 240 decisions, above the bound of 200");
    }

    @Test
    void numbersThatNobodyChoseAreNotTakenForOptions() throws IOException {
        String rows = IntStream.range(0, 10_001)
                .mapToObj(i -> "%d,%d,%d,5,1,9\n".formatted(i, i % 10_000, i * 7919 % 10_000))
                .collect(Collectors.joining());
        Files.writeString(folder.resolve("t.csv"), "id,op,size,acc,early,time\n" + rows);
        String columns = "{\"column\": \"op\"}, {\"column\": \"size\"}, {\"column\": \"id\", \"split\": \"\"}";
        refused(
                DESCRIPTION
                        .replace("{\"column\": \"op\"}, {\"column\": \"size\"}", columns)
                        .replace("{\"name\": \"t\",", "{\"name\": \"t\", \"partial\": true,"),
                "/decisions/0/column",
                "have more than 100000000 options in all");
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        Files.write(folder.resolve("t.csv"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3});
        refused(DESCRIPTION, "/files/0", "cannot be read");
        Files.write(folder.resolve("t.csv"), new byte[] {'a', (byte) 0xff, '\n'});
        refused(DESCRIPTION, "/files/0", "not UTF-8");
    }

    /** Else it would be found out when the first two networks are compared. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"stages\": 2            | /space/identity",
                "\"widths\": \"4, 16\" | /space/identity",
                "\"stages\": 9            | /space/identity/stages",
                "\"stage\": 1             | /space/identity/stage"
            })
    void settingsForComparingNetworksMustHaveTheSamePlays(String settings, String pointer) throws IOException {
        String description = DESCRIPTION
                .replace("{\"column\": \"op\"}, {\"column\": \"size\"}", "{\"column\": \"op\", \"split\": \" \"}")
                .replace("\"name\": \"t\",", """
                        "name": "t", "partial": true,
                        "space": {"name": "size", "input": [3, 8, 8], "outputs": 2, "settings": {"widths": "4, 8"},
                                  "identity": {"blocksPerStage": 1}},""");
        Files.writeString(folder.resolve("t.csv"), "id,op,acc,early,time\n0,4 4 4,5,1,9\n1,4 8 4,6,1,9\n");
        Benchmark benchmark = Benchmark.of(description, folder);
        assertThat(benchmark.isomorphismClass(0)).isNotEqualTo(benchmark.isomorphismClass(1));
        refused(description.replace("\"blocksPerStage\": 1", settings), pointer, "");
    }

    @Test
    void unknownNamesAreRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> Benchmarks.named("nasbench999", folder)).hasMessageContaining("nasbench201");
        assertThatThrownBy(() -> Benchmarks.described(folder.resolve("gone.json"), folder))
                .hasMessageContaining("gone.json");
    }

    private void refused(String description, String pointer, String words) {
        assertThatThrownBy(() -> Benchmark.of(description, folder))
                .isInstanceOfSatisfying(InvalidInputException.class, thrown -> {
                    assertThat(thrown.pointer()).isEqualTo(pointer);
                    assertThat(thrown).hasMessageContaining(words);
                });
    }
}
