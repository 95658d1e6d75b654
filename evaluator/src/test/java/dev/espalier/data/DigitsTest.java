package dev.espalier.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.architecture.Shape;
import dev.espalier.catalog.InvalidInputException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DigitsTest {
    private final DataSets dataSets = new DataSets(Path.of("target/no-data"), List.of());

    @Test
    void theBuiltInDigitsAreDescribed() {
        DataSet digits = dataSets.list().get(0);
        assertThat(digits.id()).isEqualTo("digits");
        assertThat(digits.origin().key()).isEqualTo("built-in");
        assertThat(digits.input()).isEqualTo(new Shape.Image(1, 8, 8));
        assertThat(digits.task().labels()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(digits.rows().training()
                        + digits.rows().validation()
                        + digits.rows().test())
                .isEqualTo(1797);
    }

    @Test
    void equalSeedsGiveEqualPartsAndOthersOtherValidation() {
        PreparedData one = dataSets.prepare("digits", 7, true);
        PreparedData two = dataSets.prepare("digits", 7, true);
        PreparedData other = dataSets.prepare("digits", 8, true);
        assertThat(one.validation().features()).isEqualTo(two.validation().features());
        assertThat(one.training().targets()).isEqualTo(two.training().targets());
        assertThat(one.validation().features()).isNotEqualTo(other.validation().features());
        assertThat(one.test().orElseThrow().targets())
                .as("no seed may train on what another is tested on")
                .isEqualTo(other.test().orElseThrow().targets());
    }

    @Test
    void theTestPartIsAbsentUnlessAskedFor() {
        assertThat(dataSets.prepare("digits", 7, false).test()).isEmpty();
    }

    @Test
    void everyPartHoldsEveryClassInProportion() {
        PreparedData digits = dataSets.prepare("digits", 3, true);
        for (Examples part : new Examples[] {
            digits.training(), digits.validation(), digits.test().orElseThrow()
        }) {
            for (int label = 0; label < 10; label++) {
                assertThat(count(part, label) / (double) part.size()).isBetween(0.08, 0.12);
            }
        }
    }

    @Test
    void featuresAreStandardisedOnTheTrainingPart() {
        PreparedData digits = dataSets.prepare("digits", 3, false);
        float[] features = digits.training().features();
        double mean = IntStream.range(0, features.length)
                .mapToDouble(i -> features[i])
                .average()
                .orElseThrow();
        double square = IntStream.range(0, features.length)
                .mapToDouble(i -> features[i] * (double) features[i])
                .average()
                .orElseThrow();
        assertThat(mean).isBetween(-1e-5, 1e-5);
        assertThat(square).isBetween(0.9999, 1.0001);
    }

    @Test
    void preprocessingSurvivesItsJson() {
        Preprocessing preprocessing = dataSets.prepare("digits", 3, false).preprocessing();
        assertThat(Preprocessing.of(preprocessing.json())).isEqualTo(preprocessing);
        assertThat(preprocessing.json()).contains("\"kind\" : \"image\"", "\"maximum\" : 16", "softmax");
    }

    @Test
    void outputsAreReadAsProbabilitiesOfTheClasses() {
        Targets targets = dataSets.prepare("digits", 3, false).preprocessing().targets();
        float[] outputs = new float[10];
        outputs[4] = 2;
        assertThat(targets.decision(outputs)).containsExactly("4");
        assertThat(Arrays.stream(targets.predictions(outputs)).sum()).isBetween(1 - 1e-12, 1 + 1e-12);
        assertThat(targets.predictions(outputs)[4]).isBetween(0.45, 0.46);
    }

    @Test
    void aTrainingShareKeepsTheTestPartWhole() {
        PreparedData tenth = dataSets.prepare(Selection.of("digits", Map.of("trainingShare", 0.1)), 3, true);
        assertThat(tenth.training().size() + tenth.validation().size()).isEqualTo(144);
        assertThat(tenth.test().orElseThrow().size())
                .isEqualTo(dataSets.find("digits").rows().test());
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> dataSets.find("digit"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("There is no data set 'digit'. Known: [digits].");
    }

    private static long count(Examples part, int label) {
        return IntStream.range(0, part.size())
                .filter(row -> part.label(row) == label)
                .count();
    }
}
