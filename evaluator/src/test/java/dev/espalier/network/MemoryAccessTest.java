package dev.espalier.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Shape;
import dev.espalier.space.Decisions;
import dev.espalier.space.Ports;
import dev.espalier.space.SearchSpaces;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryAccessTest {
    private static Map<String, MemoryAccess> of(String space, Map<String, ?> settings, Decisions play) {
        Architecture architecture = SearchSpaces.catalog()
                .make(space, settings)
                .fit(Ports.of(new Shape.Image(1, 8, 8), 10))
                .decode(play);
        return MemoryAccess.of(architecture);
    }

    @Test
    void convolutionsOfALayerReadAndWriteTheBanksThatTheirKeysName() {
        Map<String, MemoryAccess> accesses = of(
                "memory-bank",
                Map.of("banks", 2, "layersPerStage", 2, "stages", 1),
                Decisions.of(0, 2, 0, 0, 0, 2, 2, 0, 0, 1));
        String layer = "stage1/layer2";
        assertThat(accesses)
                .hasSize(7)
                .containsEntry(
                        layer + "/read1+2/conv", new MemoryAccess(layer, List.of(1, 2), List.of(1, 2), List.of(1, 2)))
                .containsEntry(
                        layer + "/path1/first/conv3x3d1/conv",
                        new MemoryAccess(layer, List.of(), List.of(1, 2), List.of(1, 2)))
                .containsEntry(
                        layer + "/path1/write2/conv3x3d1/conv",
                        new MemoryAccess(layer, List.of(), List.of(1, 2), List.of(2)));
    }

    @Test
    void edgesOfACellReadOneNodeAndWriteAnother() {
        Map<String, MemoryAccess> accesses = of("cell", Map.of("stages", 1), Decisions.of(3, 0, 1, 2, 0, 1));
        String edge = "stage1/cell1/edge0-1";
        assertThat(accesses)
                .containsOnlyKeys(edge + "/conv3x3/conv", "stage1/cell1/edge0-3/conv1x1/conv")
                .containsEntry(edge + "/conv3x3/conv", new MemoryAccess(edge, List.of(0), List.of(0), List.of(1)));
    }

    @Test
    void chainsSayNothingOfMemory() {
        assertThat(of("chain", Map.of("maxDepth", 1), Decisions.of(0, 1, 1, 0, 0)))
                .isEmpty();
    }
}
