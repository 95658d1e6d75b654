package dev.espalier.network.torch;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Vertex;
import dev.espalier.network.MemoryAccess;
import dev.espalier.network.Tiling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The encoding of an architecture in SMASH (Brock 2017, section 3.3) as a picture: a row for every tile of filters of
 * every convolution, from the input to the output, a column for every tile of channels that it reads, and in each place
 * which bank these channels lie in, which banks the layer reads and writes, and what else its weights are conditioned
 * on (kernel, dilation, widths, the tile's place).
 *
 * @param firstRows of each vertex, -1 where it has none
 * @param numbers channels x rows x columns
 */
record MemoryMap(int[] firstRows, int rows, int columns, float[] numbers) {
    private static final int TILES = 4;

    /** Numbers in each place: 3 sets of banks, whether the input is no bank, the vertex, its tile in bits. */
    static final int CHANNELS = 3 * MemoryAccess.MOST + 1 + VertexFeatures.COUNT + 2 * TILES;

    /** A convolution that the map shows. */
    private record Shown(MemoryAccess access, float[] features, int down, int across, int inputs) {}

    static MemoryMap of(Architecture architecture) {
        List<Vertex> vertices = architecture.vertices();
        Map<String, MemoryAccess> accesses = MemoryAccess.of(architecture);
        int[] firstRows = new int[vertices.size()];
        List<Shown> all = new ArrayList<>();
        int rows = 0;
        int columns = 1;
        for (int i = 0; i < firstRows.length; i++) {
            Optional<Shown> shown = shown(architecture, vertices.get(i), accesses);
            firstRows[i] = shown.isPresent() ? rows : -1;
            rows += shown.map(Shown::down).orElse(0);
            columns = Math.max(columns, shown.map(Shown::across).orElse(1));
            shown.ifPresent(all::add);
        }
        float[] numbers = new float[CHANNELS * rows * columns];
        int row = 0;
        for (Shown shown : all) {
            for (int down = 0; down < shown.down(); down++, row++) {
                for (int across = 0; across < shown.across(); across++) {
                    float[] place = place(shown, down, across);
                    for (int channel = 0; channel < CHANNELS; channel++) {
                        numbers[(channel * rows + row) * columns + across] = place[channel];
                    }
                }
            }
        }
        return new MemoryMap(firstRows, rows, columns, numbers);
    }

    boolean shows(int vertex) {
        return firstRows[vertex] >= 0;
    }

    /** The place of a tile when the rows are laid behind each other. */
    int place(int vertex, int down, int across) {
        return (firstRows[vertex] + down) * columns + across;
    }

    private static Optional<Shown> shown(Architecture architecture, Vertex vertex, Map<String, MemoryAccess> accesses) {
        return Optional.ofNullable(accesses.get(vertex.key())).map(access -> {
            List<Integer> weight = architecture.parameters(vertex).get(0).shape();
            return new Shown(
                    access,
                    VertexFeatures.of(architecture, vertex),
                    Tiling.tiles(weight.get(0)),
                    Tiling.tiles(weight.get(1)),
                    weight.get(1));
        });
    }

    private static float[] place(Shown shown, int down, int across) {
        float[] place = new float[CHANNELS];
        MemoryAccess access = shown.access();
        int perBank = Math.max(1, shown.inputs() / Math.max(1, access.banks().size()));
        if (access.banks().isEmpty()) {
            place[3 * MemoryAccess.MOST] = 1;
        } else {
            int read = Math.min(across * Tiling.SIDE / perBank, access.banks().size() - 1);
            place[access.banks().get(read)] = 1;
        }
        access.reads().forEach(bank -> place[MemoryAccess.MOST + bank] = 1);
        access.writes().forEach(bank -> place[2 * MemoryAccess.MOST + bank] = 1);
        int at = 3 * MemoryAccess.MOST + 1;
        System.arraycopy(shown.features(), 0, place, at, VertexFeatures.COUNT);
        at += VertexFeatures.COUNT;
        int inBank = across % Tiling.tiles(perBank);
        for (int bit = 0; bit < TILES; bit++) {
            place[at + bit] = (down >> bit & 1) * 2 - 1;
            place[at + TILES + bit] = (inBank >> bit & 1) * 2 - 1;
        }
        return place;
    }
}
