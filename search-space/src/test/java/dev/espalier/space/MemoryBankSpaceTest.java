package dev.espalier.space;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryBankSpaceTest {
    private static final int ONLY_1 = 0;
    private static final int ONLY_2 = 1;
    private static final int BOTH = 2;
    private static final SearchSpace SPACE = SearchSpaces.catalog()
            .make("memory-bank", Map.of("banks", 2, "bankWidth", 4, "layersPerStage", 2, "stages", 1))
            .fit(SearchSpacesTest.IMAGE);

    @Test
    void writingAddsToAFilledBankAndFillsAnEmptyOne() {
        Architecture architecture = SPACE.decode(Decisions.of(ONLY_1, BOTH, 0, 0, 0, BOTH, ONLY_2, 1, 1, 3));
        String path = "stage1/layer1/path1/write";
        assertThat(architecture.vertex("stage1/layer1/bank1").inputs())
                .containsExactly("stem/conv3x3/norm", path + "1/conv3x3d1/norm");
        assertThat(architecture.vertex("stage1/layer2/banks").inputs())
                .containsExactly("stage1/layer1/bank1", path + "2/conv3x3d1/norm");
        assertThat(architecture.vertex("stage1/layer2/bank2").inputs())
                .containsExactly(
                        path + "2/conv3x3d1/norm",
                        "stage1/layer2/path1/write2/conv5x5d2/norm",
                        "stage1/layer2/path2/write2/conv5x5d2/norm");
        assertThat(architecture
                        .vertex("stage1/layer2/path2/first/conv5x5d2/conv")
                        .operation())
                .isEqualTo(new Operation.Convolution(4, 5, 1, 2, false));
        assertThat(architecture.shape("stage1/memory")).isEqualTo(new Shape.Image(8, 8, 8));
    }

    @Test
    void layerThatNamesEmptyBanksAloneReadsTheFirst() {
        Architecture architecture = SPACE.decode(Decisions.of(ONLY_2, ONLY_1, 0, 0, 0, BOTH, ONLY_1, 0, 0, 0));
        assertThat(architecture.vertices().stream().map(vertex -> vertex.key()))
                .contains("stage1/layer1/read1/conv", "stage1/layer2/read1/conv")
                .noneMatch(key -> key.contains("bank2"));
        assertThat(List.of(architecture.shape("stage1/layer2/bank1")))
                .as("one bank alone is not concatenated")
                .containsExactly(new Shape.Image(4, 8, 8));
    }
}
