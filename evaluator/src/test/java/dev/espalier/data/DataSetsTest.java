package dev.espalier.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.catalog.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetsTest {
    @TempDir
    private Path folder;

    @Test
    void anUploadIsThereForTheNextProcessAndGoneOnceDeleted() throws IOException {
        DataSet added = add("Sizes", Made.table());
        assertThat(added.id()).isEqualTo("sizes");
        assertThat(added.origin().key()).isEqualTo("uploaded");
        assertThat(added.spaces()).containsExactly("mlp", "branched", "custom");
        DataSets next = new DataSets(folder, List.of());
        assertThat(next.find("sizes")).isEqualTo(added);
        assertThat(next.prepare("sizes", 1, false).training().size())
                .isEqualTo(added.rows().training());
        next.delete("sizes");
        assertThat(next.list()).extracting(DataSet::id).containsExactly("digits");
        try (Stream<Path> left = Files.list(folder.resolve("datasets"))) {
            assertThat(left).extracting(path -> path.getFileName().toString()).containsExactly(".gone");
        }
        assertThat(add("Sizes", Made.table()).id())
                .as("searches of the history mean the old one")
                .isEqualTo("sizes-2");
    }

    @Test
    void theTestPartThatIsAddedLaterIsTheSame() {
        DataSets sets = new DataSets(folder, List.of());
        for (String id : List.of("digits", add("Sizes", Made.table()).id())) {
            Selection selection = new Selection(id, 0.5, false);
            PreparedData whole = sets.prepare(selection, 3, true);
            PreparedData later = sets.withTest(sets.prepare(selection, 3, false), selection, 3);
            assertThat(later.test().orElseThrow().features())
                    .isEqualTo(whole.test().orElseThrow().features());
            assertThat(later.test().orElseThrow().targets())
                    .isEqualTo(whole.test().orElseThrow().targets());
            assertThat(later.training().features()).isEqualTo(whole.training().features());
        }
    }

    @Test
    void equalNamesGetDifferentIds() {
        assertThat(add("sizes", Made.table()).id()).isEqualTo("sizes");
        assertThat(add("sizes", Made.table()).id()).isEqualTo("sizes-2");
        assertThat(add("digits", Made.table()).id()).isEqualTo("digits-2");
    }

    @Test
    void uploadsOfOneNameAtOnceAllArrive() {
        List<CompletableFuture<String>> added = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> add("same", Made.table()).id()))
                .toList();
        assertThat(added)
                .extracting(CompletableFuture::join)
                .containsExactlyInAnyOrder("same", "same-2", "same-3", "same-4", "same-5", "same-6");
    }

    @Test
    void whatAKilledProcessLeftIsSweptAfterADay() throws IOException {
        Path old = Files.createDirectories(folder.resolve("datasets/.incoming-old"));
        Path recent = Files.createDirectories(folder.resolve("datasets/.incoming-recent"));
        Files.writeString(old.resolve("data"), "half");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        add("sizes", Made.table());
        assertThat(old).doesNotExist();
        assertThat(recent).exists();
    }

    @Test
    void whatIsBuiltInCannotBeDeleted() {
        DataSets dataSets = new DataSets(folder, List.of());
        assertThatThrownBy(() -> dataSets.delete("digits")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> dataSets.delete("../sizes")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> dataSets.find("..")).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aHalfWrittenFolderIsNoDataSet() throws IOException {
        Files.createDirectories(folder.resolve("datasets/half"));
        Files.writeString(folder.resolve("datasets/half/data"), Made.table());
        Files.createDirectories(folder.resolve("datasets/.incoming-1"));
        Files.writeString(folder.resolve("datasets/.incoming-1/dataset.json"), "{}");
        Files.createDirectories(folder.resolve("datasets/broken"));
        Files.writeString(folder.resolve("datasets/broken/dataset.json"), "{\"name\":");
        assertThat(new DataSets(folder, List.of()).list())
                .extracting(DataSet::id)
                .containsExactly("digits");
    }

    @Test
    void aPreviewShowsImages() {
        Preview preview = new DataSets(folder, List.of()).preview("digits");
        assertThat(preview.classCounts()).hasSize(10);
        assertThat(preview.classCounts().stream()
                        .mapToInt(Preview.ClassCount::count)
                        .sum())
                .isEqualTo(1797);
        assertThat(preview.examples())
                .hasSize(20)
                .allMatch(sample -> sample instanceof Preview.Picture picture
                        && picture.png().startsWith("data:image/png;base64,"));
        assertThat(preview.warnings()).isEmpty();
        assertThat(preview.columns()).isEmpty();
    }

    @Test
    void aPreviewWarnsOfWhatIsTooGoodToBeTrue() {
        String rows = IntStream.range(0, 200)
                .mapToObj(i -> "%d,same,%s,%s,%s,%s"
                        .formatted(
                                i,
                                i % 2 == 0 ? "paid" : "open",
                                i == 7 ? "n.a." : String.valueOf(i * 37 % 11),
                                i % 5 < 4 ? "" : "1",
                                i < 4 ? "rare" : i % 2 == 0 ? "yes" : "no"))
                .collect(Collectors.joining("\n"));
        add("leaky", "id,constant,leak,almost,rarely,label\n" + rows);
        Preview preview = new DataSets(folder, List.of()).preview("leaky");
        assertThat(preview.statement()).contains("'label'", "classification");
        assertThat(preview.columns()).contains(new Preview.ColumnSummary("rarely", "numeric", 160));
        assertThat(String.join("\n", preview.warnings()))
                .contains(
                        "Class 'rare' has 4 examples",
                        "Column 'id' differs in nearly every row",
                        "Column 'constant' holds one value only",
                        "Column 'almost' would be numeric but for 1 cells such as 'n.a.'");
        assertThat(preview.warnings().stream().filter(warning -> warning.contains("'almost' alone")))
                .isEmpty();
    }

    @Test
    void aPreviewWarnsOfAColumnThatGivesTheLabelAway() {
        String rows = IntStream.range(0, 200)
                .mapToObj(i ->
                        "%d,%s,%d.5,%s".formatted(i * 7 % 13, i % 3 == 0 ? "a" : "b", i % 3, i % 3 == 0 ? "x" : "y"))
                .collect(Collectors.joining("\n"));
        add("leaky", "fair,word,number,label\n" + rows);
        assertThat(new DataSets(folder, List.of()).preview("leaky").warnings())
                .anyMatch(warning -> warning.startsWith("Column 'word' alone gives the target away"))
                .anyMatch(warning -> warning.startsWith("Column 'number' alone gives the target away"))
                .noneMatch(warning -> warning.contains("'fair'"));
    }

    @Test
    void aPreviewWarnsOfSeriesAndOfWordsThatNeverRepeatInASmallTable() {
        String rows = IntStream.range(0, 20)
                .mapToObj(i -> "%d.5 -%d 1e-3,person %d,%s".formatted(i, i, i, i % 2 == 0 ? "x" : "y"))
                .collect(Collectors.joining("\n"));
        add("series", "signal,name,label\n" + rows);
        assertThat(new DataSets(folder, List.of()).preview("series").warnings())
                .anyMatch(warning -> warning.startsWith("Column 'signal' holds lists of numbers"))
                .anyMatch(warning -> warning.startsWith("Column 'name' differs in nearly every row"));
    }

    @Test
    void aPreviewWarnsOfDuplicatesBetweenParts() {
        add("twice", "x,label\n" + "1,a\n2,b\n".repeat(30));
        assertThat(new DataSets(folder, List.of()).preview("twice").warnings())
                .anyMatch(warning -> warning.startsWith("10 of 10 validation examples and 12 of 12 test examples"));
    }

    @Test
    void countsOfAWarningHaveSeparators() {
        add("twice", "x,label\n" + "1,a\n2,b\n".repeat(3750));
        assertThat(new DataSets(folder, List.of()).preview("twice").warnings())
                .anyMatch(warning ->
                        warning.startsWith("1,200 of 1,200 validation examples and 1,500 of 1,500 test examples"));
    }

    private DataSet add(String name, String content) {
        return new DataSets(folder, List.of())
                .add(name, name + ".csv", new ByteArrayInputStream(Made.text(content)), ReadOptions.NONE);
    }
}
