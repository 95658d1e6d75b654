package dev.espalier.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.architecture.Shape;
import dev.espalier.catalog.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassWeightsTest {
    @TempDir
    private Path folder;

    private static Examples targets(int units, float... targets) {
        return new Examples(new Shape.Vector(1), new float[targets.length / units], units, targets);
    }

    @Test
    void everyClassHasTheSamePartAndAbsentOnesNone() {
        Task task = new Task(Task.Type.CLASSIFICATION, List.of("a", "b", "c"));
        Examples four = targets(3, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0);
        ClassWeights weights = ClassWeights.balanced(task, four);
        assertThat(weights.present()).containsExactly(4 / 6.0, 2.0, 1.0);
        assertThat(weights.absent()).containsExactly(1.0, 1.0, 1.0);
        assertThat(weights.of(new float[] {0, 1, 0, 1, 0, 0})).containsExactly(1, 2, 1, 4 / 6f, 1, 1);
    }

    @Test
    void everyLabelCountsAsMuchAsItsContrary() {
        Task task = new Task(Task.Type.MULTI_LABEL, List.of("rare", "always"));
        ClassWeights weights = ClassWeights.balanced(task, targets(2, 1, 1, 0, 1, 0, 1, 0, 1));
        assertThat(weights.present()).containsExactly(2.0, 1.0);
        assertThat(weights.absent()).containsExactly(4 / 6.0, 1.0);
    }

    @Test
    void theyAreFittedOnTheTrainingPartAloneAndWrittenWithThePreprocessing() {
        DataSets dataSets = new DataSets(folder, List.of());
        add(dataSets, "kind", false);
        PreparedData data = dataSets.prepare(Selection.of("rare", Map.of("classWeights", "balanced")), 1, true);
        ClassWeights weights = Objects.requireNonNull(data.training().weights());
        assertThat(sum(weights.of(data.training().targets()), data.training().targets()))
                .as("mean weight")
                .isCloseTo(data.training().size(), within(1e-3));
        assertThat(data.validation().weights()).isNull();
        assertThat(data.test().orElseThrow().weights()).isNull();
        assertThat(data.training().rows(3, 1).weights()).isEqualTo(weights);
        assertThat(data.preprocessing().json()).contains("classWeights", "present", "equally frequent");
        assertThat(Preprocessing.of(data.preprocessing().json())).isEqualTo(data.preprocessing());
        assertThat(dataSets.prepare("rare", 1, false).preprocessing().json()).doesNotContain("classWeights");
    }

    @Test
    void aRegressionHasNone() {
        DataSets dataSets = new DataSets(folder, List.of());
        add(dataSets, "size", true);
        Selection selection = Selection.of("rare", Map.of("classWeights", "balanced"));
        assertThatThrownBy(() -> dataSets.prepare(selection, 1, false))
                .hasMessageContaining("a regression has no classes")
                .extracting(refused -> ((InvalidInputException) refused).pointer())
                .isEqualTo("/settings/classWeights");
    }

    @Test
    void settingsAreReadAsTheyWereWritten() {
        Selection selection = Selection.of("x", Map.of("classWeights", "balanced", "trainingShare", 0.5));
        assertThat(Selection.of("x", selection.settings())).isEqualTo(selection);
        assertThatThrownBy(() -> Selection.of("x", Map.of("classWeights", "heavy")))
                .hasMessageContaining("'classWeights' (heavy) must be one of [none, balanced]");
    }

    private static double sum(float[] weights, float[] targets) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * targets[i];
        }
        return sum;
    }

    /** 100 rows, of which every tenth is of a rare kind. */
    private static void add(DataSets dataSets, String target, boolean numbers) {
        StringBuilder csv = new StringBuilder("width," + target + "\n");
        for (int i = 0; i < 100; i++) {
            csv.append("%d,%s\n".formatted(i % 7, numbers ? i + ".5" : i % 10 == 0 ? "rare" : "common"));
        }
        dataSets.add(
                "rare",
                "rare.csv",
                new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)),
                ReadOptions.NONE);
    }
}
