package dev.espalier.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.espalier.architecture.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the real data beside the project; skipped where that folder is absent. */
class FoundTest {
    private static final Path SHARED = Path.of("../../shared/data");
    private final DataSets dataSets = new DataSets(Path.of("target/no-data"), List.of(SHARED));

    @BeforeEach
    void needsSharedData() {
        assumeTrue(Files.isDirectory(SHARED), "../shared/data is absent");
    }

    @Test
    void fashionMnistBringsItsOwnTestPart() {
        DataSet fashion = dataSets.find("fashion-mnist");
        assertThat(fashion.input()).isEqualTo(new Shape.Image(1, 28, 28));
        assertThat(fashion.rows()).isEqualTo(new DataSet.Rows(50_000, 10_000, 10_000));
        assertThat(fashion.task().labels()).contains("Ankle boot").hasSize(10);
        assertThat(fashion.origin().key()).isEqualTo("found");
    }

    @Test
    void aTenthOfFashionMnistIsStratified() {
        PreparedData tenth = dataSets.prepare(Selection.of("fashion-mnist", Map.of("trainingShare", 0.1)), 1, false);
        assertThat(tenth.training().size()).isEqualTo(4800);
        assertThat(tenth.validation().size()).isEqualTo(1200);
        int[] counts = new int[10];
        for (int row = 0; row < 1200; row++) {
            counts[tenth.validation().label(row)]++;
        }
        assertThat(counts).containsOnly(120);
    }

    @Test
    void cifar10IsFoundInItsBinaryForm() {
        DataSet cifar = dataSets.find("cifar-10");
        assertThat(cifar.input()).isEqualTo(new Shape.Image(3, 32, 32));
        assertThat(cifar.rows().test()).isEqualTo(1_000);
        PreparedData data = dataSets.prepare("cifar-10", 1, true);
        assertThat(data.training().size() + data.validation().size()).isEqualTo(4_000);
        assertThat(data.task().labels()).startsWith("airplane").endsWith("truck");
    }

    @Test
    void brokenRecordsOfCifar10AreRefused(@TempDir Path folder) throws IOException {
        DataSets broken = new DataSets(Path.of("target/no-data"), List.of(folder));
        Path training = folder.resolve("cifar10-lossless-train4000.bin");
        byte[] records = new byte[20 * 3073];
        Files.write(folder.resolve("cifar10-lossless-test1000.bin"), records);
        Files.write(training, Arrays.copyOf(records, records.length - 1));
        assertThatThrownBy(() -> broken.prepare("cifar-10", 1, false))
                .hasMessageContaining("has 61459 bytes, which is no whole number");
        records[3073] = 10;
        Files.write(training, records);
        assertThatThrownBy(() -> broken.prepare("cifar-10", 1, false))
                .hasMessageContaining("Label 1 of 'cifar10-lossless-train4000.bin' is 10");
    }

    @Test
    void adultIsATableOfNumbersAndWords() {
        PreparedData adult = dataSets.prepare("adult", 1, true);
        assertThat(adult.task()).isEqualTo(new Task(Task.Type.CLASSIFICATION, List.of("<=50K", ">50K")));
        assertThat(adult.training().size() + adult.validation().size()).isEqualTo(32_561);
        assertThat(adult.test().orElseThrow().size()).isEqualTo(16_281);
        TablePreprocessing preprocessing = (TablePreprocessing) adult.preprocessing();
        assertThat(preprocessing.columns()).hasSize(14);
        assertThat(preprocessing.columns().get(0)).isInstanceOf(Column.Numeric.class);
        Column.Nominal workclass = (Column.Nominal) preprocessing.columns().get(1);
        assertThat(workclass.missing()).as("'?' is a missing cell").isTrue();
        assertThat(workclass.categories()).contains("Private").doesNotContain("?");
        assertThat(Preprocessing.of(preprocessing.json())).isEqualTo(preprocessing);
    }

    @Test
    void tasksAreFoundFromTheData() {
        assertThat(task("tabular/iris.csv.gz")).isEqualTo(new Task(Task.Type.CLASSIFICATION, List.of("0", "1", "2")));
        assertThat(task("tabular/pendigits-train.csv.gz").type()).isEqualTo(Task.Type.CLASSIFICATION);
        assertThat(task("tabular/multilabel/enb.csv.gz"))
                .isEqualTo(new Task(Task.Type.REGRESSION, List.of("Y1", "Y2")));
        assertThat(task("tabular/multilabel/yeast-train.csv.gz").type()).isEqualTo(Task.Type.MULTI_LABEL);
        assertThat(task("tabular/multilabel/yeast-train.csv.gz").units()).isEqualTo(14);
    }

    @Test
    void realTablesAreStoredPreparedAndLookedAt(@TempDir Path folder) throws IOException {
        DataSets own = new DataSets(folder, List.of());
        for (String file : List.of(
                "tabular/winequality-red.csv.gz", "tabular/wine.csv.gz", "tabular/multilabel/yeast-train.csv.gz")) {
            try (InputStream in = Files.newInputStream(SHARED.resolve(file))) {
                DataSet added = own.add(file, file, in, ReadOptions.NONE);
                PreparedData prepared = own.prepare(added.id(), 1, true);
                assertThat(prepared.training().shape()).isEqualTo(added.input());
                assertThat(prepared.training().size()).isEqualTo(added.rows().training());
            }
        }
        Preview wine = own.preview("tabular-winequality-red-csv-gz");
        assertThat(wine.statement()).contains("'quality'", "classification");
        assertThat(wine.warnings())
                .as("ten wines of quality 3 and many equal rows are in the file; no column tells the quality")
                .allMatch(warning -> warning.contains("also training examples"))
                .hasSize(1);
        assertThat(own.preview("tabular-wine-csv-gz").warnings()).isEmpty();
        assertThat(dataSets.preview("adult").warnings()).noneMatch(warning -> warning.contains("alone"));
    }

    private static Task task(String file) {
        return RawTable.of(CsvReader.read(Content.of(SHARED.resolve(file))), ReadOptions.NONE)
                .task();
    }
}
