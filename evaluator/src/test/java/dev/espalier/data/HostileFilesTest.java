package dev.espalier.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.espalier.catalog.InvalidInputException;
import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file here is refused with the value, the bound and the place, and leaves nothing behind. */
class HostileFilesTest {
    /** @param says what the message must contain */
    private record Case(String name, byte[] file, ReadOptions options, String pointer, String... says) {
        @Override
        public String toString() {
            return name;
        }
    }

    @TempDir
    private Path folder;

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        cases.addAll(texts());
        cases.addAll(packed());
        cases.addAll(idx());
        cases.addAll(pictures());
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isRefusedAndLeavesNothing(Case hostile) throws IOException {
        DataSets dataSets = new DataSets(folder, List.of());
        Throwable refused = catchThrowable(
                () -> dataSets.add("mine", "mine.dat", new ByteArrayInputStream(hostile.file()), hostile.options()));
        assertThat(refused).isInstanceOf(InvalidInputException.class).hasMessageContainingAll(hostile.says());
        assertThat(((InvalidInputException) refused).pointer()).isEqualTo(hostile.pointer());
        assertThat(refused.getMessage()).doesNotContain("%", "\0").hasSizeLessThan(600);
        try (Stream<Path> left = Files.walk(folder.resolve("datasets"))) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
        assertThat(dataSets.list()).extracting(DataSet::id).containsExactly("digits");
    }

    @Test
    void namesThatAreNoNamesAreRefused() {
        DataSets dataSets = new DataSets(folder, List.of());
        for (String name : List.of("", "   ", "a\0b", "x".repeat(201))) {
            Throwable refused = catchThrowable(() -> dataSets.add(
                    name, "mine.csv", new ByteArrayInputStream(Made.text(Made.table())), ReadOptions.NONE));
            assertThat(refused).isInstanceOf(InvalidInputException.class).hasMessageContaining("1 to 200");
        }
    }

    @Test
    void archiveInNameAloneIsSaidToBeNone() {
        Throwable refused = catchThrowable(() -> new DataSets(folder, List.of())
                .add("mine", "mine.zip", new ByteArrayInputStream(garbage()), ReadOptions.NONE));
        assertThat(refused).isInstanceOf(InvalidInputException.class).hasMessageContaining("is no zip archive");
    }

    @Test
    void aNameCannotLeadOutOfTheFolder() {
        DataSets dataSets = new DataSets(folder.resolve("inner"), List.of());
        DataSet added = dataSets.add(
                "../../etc/passwd",
                "../../mine.csv",
                new ByteArrayInputStream(Made.text(Made.table())),
                ReadOptions.NONE);
        assertThat(added.id()).isEqualTo("etc-passwd");
        assertThat(folder.resolve("inner/datasets/etc-passwd/data")).exists();
    }

    private static Case text(String name, String content, String... says) {
        return new Case(name, Made.text(content), ReadOptions.NONE, "/file", says);
    }

    private static Case file(String name, byte[] content, String... says) {
        return new Case(name, content, ReadOptions.NONE, "/file", says);
    }

    private static List<Case> texts() {
        String wide = IntStream.range(0, 10_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        String table = Made.table();
        byte[] latin = table.replace("blue", "bl\u00fc").getBytes(StandardCharsets.ISO_8859_1);
        ReadOptions target = ReadOptions.of(Optional.of("price"), Optional.empty());
        ReadOptions number = ReadOptions.of(Optional.of("color"), Optional.of(Task.Type.REGRESSION));
        ReadOptions labels = ReadOptions.of(Optional.of("label"), Optional.of(Task.Type.MULTI_LABEL));
        return List.of(
                text("empty file", "", "'mine.dat' is empty"),
                text("empty lines only", "\n\n\n", "is empty; a header line was expected"),
                text("header only", "a,b,label\n", "has a header line, but no rows"),
                text("no header", "1,2,3\n4,5,6\n", "must name the columns", "numbers only"),
                text("three rows", "a,label\n1,x\n2,y\n3,x\n4,y\n5,x\n", "has 5 examples; at least 10"),
                file("ragged row", Made.tableWith(7, "1,red"), "Line 8", "2 cells", "3 names"),
                file("too many cells", Made.tableWith(7, "1,red,yes,no"), "Line 8", "4 cells", "3 names"),
                new Case("target missing", Made.text(table), target, "/target", "no column 'price'", "size, color"),
                new Case("words as numbers", Made.text(table), number, "/file", "Row 1", "'color' is 'red'"),
                new Case("one column for labels", Made.text(table), labels, "/file", "'label:...'", "'label'"),
                file("empty target cell", Made.tableWith(5, "1,red,"), "Row 5", "no target", "'label'"),
                text("one class", table.replace(",no", ",yes"), "'label'", "one class 'yes'"),
                text("class is an identifier", identifiers(), "'label' has 30 different values in 30 rows", "15"),
                file("infinite cell", Made.tableWith(3, "Infinity,red,yes"), "Row 3", "'Infinity'", "'size'"),
                file("huge cell", Made.tableWith(3, "1e999,red,yes"), "Row 3", "'1e999'", "'size'"),
                text("infinite target", "x,target\n" + "1,2.5\n".repeat(12) + "1,-inf\n", "Row 13", "'-inf'"),
                text("label of 2", "x,label:a\n" + "1,0\n2,1\n".repeat(6) + "1,2\n", "Row 13", "'2'", "0 or 1"),
                text("equal names", "a,a,label\n" + "1,2,x\n".repeat(12), "Two columns", "'a'"),
                text("10,000 columns", wide + "\n1\n", "has 10000 columns", "4096"),
                text("long name", "x".repeat(300) + ",label\n1,2\n", "column 1", "300 characters", "200"),
                text("only a target", "label\n" + "a\nb\n".repeat(8), "no column beside its targets"),
                text("quote not closed", table + "\"" + "x,y\n".repeat(400_000), "1048576 characters", "quote"),
                text("text behind a quote", table + "1,\"red\"x,yes\n", "is no CSV near line"),
                text("NUL", table + "1,r\0d,yes\n", "Line 26", "NUL"),
                file("other encoding", latin, "not UTF-8", "near line"),
                file("garbage", garbage(), "'mine.dat'"));
    }

    private static List<Case> packed() {
        byte[] packed = Made.gzip(Made.text(Made.table().repeat(50)));
        byte[] damaged = packed.clone();
        Arrays.fill(damaged, packed.length / 2, packed.length / 2 + 20, (byte) 0xff);
        return List.of(
                file("gzip cut off", Arrays.copyOf(packed, packed.length / 2), "cut off or damaged", "byte"),
                file("gzip damaged", damaged, "'mine.dat'"),
                file("gzip header only", Arrays.copyOf(packed, 5), "header is damaged"),
                file("gzip bomb", Made.gzip(new byte[64 << 20]), "NUL"),
                file("gzip bomb of text", Made.gzip(Made.text("a,".repeat(8 << 20))), "1048576 characters"),
                file("zip cut off", Arrays.copyOf(Made.zip(Made.pictures()), 300), "archive", "damaged"),
                file("zip of nothing", Made.zip(Map.of()), "'mine.dat'"));
    }

    private static List<Case> idx() {
        byte[] labels = Made.idx(0x801, new int[] {12}, alternating(12));
        byte[] images = Made.idx(0x803, new int[] {12, 2, 2}, new byte[48]);
        byte[] lying = Made.idx(0x803, new int[] {2_000_000, 200, 200}, new byte[48]);
        return List.of(
                file("IDX cut off", idx(Arrays.copyOf(images, 40), labels), "promises 48 bytes, 24 follow"),
                file("IDX header cut off", idx(Arrays.copyOf(images, 10), labels), "inside its header", "byte 10"),
                file("IDX too long", idx(Arrays.copyOf(images, 70), labels), "goes on behind the 48 bytes"),
                file("IDX of another kind", idx(labels, labels), "0x00000801", "0x00000803", "gray images"),
                file("IDX lying", idx(lying, labels), "promises 80000000000 bytes", "at most 1073741824"),
                file(
                        "IDX negative",
                        idx(Made.idx(0x803, new int[] {-1, 2, 2}, (byte) 0), labels),
                        "Dimension 0",
                        "4294967295",
                        "2000000"),
                file("IDX huge side", idx(Made.idx(0x803, new int[] {12, 60000, 2}), labels), "60000", "1 to 256"),
                file(
                        "IDX counts differ",
                        idx(images, Made.idx(0x801, new int[] {11}, alternating(11))),
                        "12 images",
                        "11 labels"),
                file(
                        "IDX without labels",
                        Made.zip(Map.of("train-images-idx3-ubyte", images)),
                        "no training part of two files"),
                file(
                        "IDX of a test alone",
                        Made.zip(Map.of("t10k-images-idx3-ubyte", images, "t10k-labels-idx1-ubyte", labels)),
                        "'t10k' or 'test' in the name are the test part"),
                file("IDX one class", idx(images, Made.idx(0x801, new int[] {12}, new byte[12])), "two classes"));
    }

    private static byte[] idx(byte[] images, byte[] labels) {
        return Made.idxPair(images, labels);
    }

    private static List<Case> pictures() {
        byte[] png = Made.png(8, 8, Color.RED);
        Map<String, byte[]> cats = Made.pictures();
        cats.keySet().removeIf(name -> name.contains("dog"));
        ReadOptions thumb = new ReadOptions(
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(100_000));
        return List.of(
                file("image bomb", with("pets/cat/bomb.png", Made.bomb(30_000, 30_000)), "bomb.png", "30000", "8192"),
                file("wide image", with("pets/cat/wide.png", Made.bomb(2_000_000_000, 1)), "2000000000 x 1", "8192"),
                file("lying image", with("pets/cat/lie.png", Made.bomb(4000, 4000)), "'pets/cat/lie.png'", "damaged"),
                file("image cut off", with("pets/cat/x.png", Arrays.copyOf(png, 50)), "'pets/cat/x.png'", "damaged"),
                file("text as image", with("pets/cat/x.png", Made.text("hello")), "'pets/cat/x.png'", "no image"),
                file("empty image", with("pets/dog/x.png", new byte[0]), "'pets/dog/x.png'", "no image"),
                file("script as image", with("pets/dog/x.svg", Made.text("<svg/>")), "x.svg", "no image"),
                file("leads outside", with("../evil/x.png", png), "'../evil/x.png'", "leads outside"),
                file("leads outside within", with("a/../../x.png", png), "'a/../../x.png'", "leads outside"),
                file("absolute", with("/etc/cat/x.png", png), "'/etc/cat/x.png'", "leads outside"),
                file("backslashes", with("..\\evil\\x.png", png), "leads outside"),
                file("drive", with("C:/cat/x.png", png), "leads outside"),
                file("no class folder", with("x.png", png), "'x.png' lies in no folder"),
                file("class folder only", Made.zip(cats), "1 class folders", "[cat]", "2 to 1000"),
                file("unknown test class", with("pets/test/cow/x.png", png), "'cow'", "no training image"),
                file("bare image", png, "'mine.dat'"),
                new Case(
                        "target of images",
                        Made.zip(Made.pictures()),
                        ReadOptions.of(Optional.of("size"), Optional.empty()),
                        "/target",
                        "no use for 'target'"),
                new Case(
                        "regression on images",
                        Made.zip(Made.pictures()),
                        ReadOptions.of(Optional.empty(), Optional.of(Task.Type.REGRESSION)),
                        "/task",
                        "a collection of images"),
                new Case("side of a table", Made.text(Made.table()), thumb, "/side", "is a table"),
                new Case("huge side", Made.zip(Made.pictures()), thumb, "/side", "100000", "4 to 256"),
                new Case(
                        "too few groups",
                        Made.text(Made.table()),
                        column(Optional.of("color"), Optional.empty()),
                        "/group",
                        "There are 2 groups"),
                new Case(
                        "no part",
                        Made.text(Made.table()),
                        column(Optional.empty(), Optional.of("color")),
                        "/split",
                        "Row 1 has the part 'red'"));
    }

    private static ReadOptions column(Optional<String> group, Optional<String> split) {
        return new ReadOptions(
                Optional.empty(), Optional.empty(), List.of(), group, Optional.empty(), split, Optional.empty());
    }

    private static byte[] with(String name, byte[] content) {
        return Made.picturesWith(name, content);
    }

    private static String identifiers() {
        return "x,label\n" + IntStream.range(0, 30).mapToObj(i -> i + ",id" + i).collect(Collectors.joining("\n"));
    }

    private static byte[] garbage() {
        byte[] bytes = new byte[4096];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 + i / 7 | 0x80);
        }
        return bytes;
    }

    private static byte[] alternating(int count) {
        byte[] labels = new byte[count];
        for (int i = 1; i < count; i += 2) {
            labels[i] = 1;
        }
        return labels;
    }
}
