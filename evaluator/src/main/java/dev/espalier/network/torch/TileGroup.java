package dev.espalier.network.torch;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Parameter;
import dev.espalier.architecture.Vertex;
import dev.espalier.network.Tiles;
import dev.espalier.network.Tiling;
import dev.espalier.network.torch.WeightGenerator.Made;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * All parameters of one kind in an architecture, such as the weights of 3x3 convolutions, which one perceptron makes.
 * It makes the tiles with which an array is laid, each for its own place ({@link Tiling}). The weights of every tile
 * have the variance of He (2015) by construction: 2 over the numbers that flow into one output. Scales begin at 1,
 * shifts and biases at 0.
 */
final class TileGroup {
    /** Bits that tell a tile's place in each direction; places repeat behind 256 tiles. */
    private static final int BITS = 8;

    private static final double EPSILON = 1e-6;

    private final String kind;
    private final List<Slot> slots = new ArrayList<>();
    private final List<Long> rows = new ArrayList<>();
    private final List<float[]> features = new ArrayList<>();
    private final List<Float> scales = new ArrayList<>();

    /**
     * One array to be made.
     *
     * @param first of its tiles among those of the group
     */
    private record Slot(int vertex, Parameter parameter, Tiling tiling, int first) {}

    private TileGroup(String kind) {
        this.kind = kind;
    }

    /** Where the state is found that a tile is made of. */
    @FunctionalInterface
    interface Places {
        /** Its row, for the tile at that place in the array of a vertex. */
        int row(int vertex, int down, int across);
    }

    /** The groups of everything that these vertices own. */
    static List<TileGroup> of(Architecture architecture, IntPredicate made, Places places) {
        Map<String, TileGroup> byKind = new LinkedHashMap<>();
        List<Vertex> vertices = architecture.vertices();
        for (int i : IntStream.range(0, vertices.size()).filter(made).toArray()) {
            float[] features = VertexFeatures.of(architecture, vertices.get(i));
            for (Parameter parameter : architecture.parameters(vertices.get(i))) {
                byKind.computeIfAbsent(Tiles.kind(vertices.get(i), parameter), TileGroup::new)
                        .add(i, parameter, Tiling.of(vertices.get(i), parameter), places, features);
            }
        }
        return List.copyOf(byKind.values());
    }

    private void add(int vertex, Parameter parameter, Tiling tiling, Places places, float[] own) {
        slots.add(new Slot(vertex, parameter, tiling, rows.size()));
        for (int i = 0; i < tiling.down(); i++) {
            for (int j = 0; j < tiling.across(); j++) {
                rows.add((long) places.row(vertex, i, j));
                features.add(placed(own, i, j));
                scales.add((float) Math.sqrt(2.0 / parameter.fanIn()));
            }
        }
    }

    /** The vertex's features with the place of the tile in bits of -1 and 1. */
    private static float[] placed(float[] own, int down, int across) {
        float[] placed = Arrays.copyOf(own, own.length + 2 * BITS);
        for (int bit = 0; bit < BITS; bit++) {
            placed[own.length + bit] = (down >> bit & 1) * 2 - 1;
            placed[own.length + BITS + bit] = (across >> bit & 1) * 2 - 1;
        }
        return placed;
    }

    /** @param states the rows that {@link Places} names */
    List<Made> make(Tensor states, int hidden, Learned learned) {
        Parameter.Start start = slots.get(0).parameter().start();
        return switch (start) {
            case RUNNING_MEAN, RUNNING_VARIANCE -> statistics(start, learned);
            case HE_NORMAL -> cut(weights(hidden(states, hidden, learned), learned));
            case ONES -> cut(vectors(hidden(states, hidden, learned), learned).add(new Scalar(1)));
            case ZEROS -> cut(vectors(hidden(states, hidden, learned), learned));
        };
    }

    /** As they are before anything was seen. */
    private List<Made> statistics(Parameter.Start start, Learned learned) {
        List<Made> made = new ArrayList<>();
        for (Slot slot : slots) {
            float[] numbers = new float[(int) slot.parameter().size()];
            Arrays.fill(numbers, start == Parameter.Start.RUNNING_VARIANCE ? 1 : 0);
            made.add(new Made(slot.vertex(), slot.parameter().name(), learned.constant(numbers, numbers.length)));
        }
        return made;
    }

    private Tensor hidden(Tensor states, int hidden, Learned learned) {
        int count = features.get(0).length;
        float[] flat = new float[rows.size() * count];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(features.get(i), 0, flat, i * count, count);
        }
        Tensor read =
                Tensors.rows(states, rows.stream().mapToLong(Long::longValue).toArray());
        Tensor input = torch.cat(new TensorVector(read, learned.constant(flat, rows.size(), count)), 1);
        return learned.linear(kind + "/hidden", input, hidden).relu();
    }

    /** One number for each output, zero at first. */
    private Tensor vectors(Tensor hidden, Learned learned) {
        int inputs = Math.toIntExact(hidden.size(1));
        return torch.linear(hidden, learned.zeros(kind + "/tile/weight", Tiling.SIDE, inputs));
    }

    private Tensor weights(Tensor hidden, Learned learned) {
        Tensor tiles =
                learned.linear(kind + "/tile", hidden, slots.get(0).tiling().numbers());
        Tensor power = tiles.square().mean(new long[] {1}, true, new ScalarTypeOptional());
        float[] scale = new float[scales.size()];
        for (int i = 0; i < scale.length; i++) {
            scale[i] = scales.get(i);
        }
        Tensor factor = learned.constant(scale, scale.length, 1)
                .div(power.add(new Scalar(EPSILON)).sqrt());
        return tiles.mul(factor);
    }

    private List<Made> cut(Tensor tiles) {
        List<Made> made = new ArrayList<>();
        for (Slot slot : slots) {
            Tiling tiling = slot.tiling();
            Tensor own = tiles.narrow(0, slot.first(), (long) tiling.down() * tiling.across());
            made.add(new Made(slot.vertex(), slot.parameter().name(), laid(tiling, own)));
        }
        return made;
    }

    /** The array of these tiles, each a row of its numbers. */
    private static Tensor laid(Tiling tiling, Tensor tiles) {
        long[] extents = Tensors.longs(tiling.shape());
        if (extents.length == 1) {
            return tiles.reshape((long) tiling.down() * Tiling.SIDE).narrow(0, 0, extents[0]);
        }
        long[] tile = tiling.tile();
        long[] apart = new long[extents.length + 2];
        apart[0] = tiling.down();
        apart[1] = tiling.across();
        System.arraycopy(tile, 0, apart, 2, tile.length);
        long[] order = new long[apart.length];
        Arrays.setAll(order, i -> i);
        order[1] = 2; // the outputs of a tile behind the tiles along the outputs
        order[2] = 1;
        long[] covered = extents.clone();
        covered[0] = tiling.down() * tile[0];
        covered[1] = tiling.across() * tile[1];
        return Tensors.laidOut(tiles.reshape(apart)
                .permute(order)
                .reshape(covered)
                .narrow(0, 0, extents[0])
                .narrow(1, 0, extents[1]));
    }
}
