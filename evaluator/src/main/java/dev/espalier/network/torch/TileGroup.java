package dev.espalier.network.torch;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Parameter;
import dev.espalier.architecture.Vertex;
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
 * It makes tiles of 8 outputs by 8 inputs; a larger array is laid with tiles, each made for its own place, and what
 * juts out is cut off. Weights have the variance of He (2015) by construction: 2 over the numbers that flow into one
 * output. Scales begin at 1, shifts and biases at 0.
 */
final class TileGroup {
    /** Outputs of a tile, and inputs of one where the array has several. */
    static final int SIDE = 8;

    /** Bits that tell a tile's place in each direction. */
    private static final int BITS = 8;

    private static final double EPSILON = 1e-6;

    private final String kind;
    private final boolean perChannel;
    private final List<Slot> slots = new ArrayList<>();
    private final List<Long> rows = new ArrayList<>();
    private final List<float[]> features = new ArrayList<>();
    private final List<Float> scales = new ArrayList<>();

    /** One array to be made. */
    private record Slot(int vertex, Parameter parameter, int first, int down, int across) {}

    /** @param perChannel whether every output has one input of its own, as in depthwise convolutions */
    private TileGroup(String kind, boolean perChannel) {
        this.kind = kind;
        this.perChannel = perChannel;
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
            boolean perChannel = vertices.get(i).operation() instanceof Operation.DepthwiseConvolution;
            for (Parameter parameter : architecture.parameters(vertices.get(i))) {
                String kind = kind(vertices.get(i), parameter);
                byKind.computeIfAbsent(kind, absent -> new TileGroup(absent, perChannel))
                        .add(i, parameter, places, VertexFeatures.of(architecture, vertices.get(i)));
            }
        }
        return List.copyOf(byKind.values());
    }

    private static String kind(Vertex vertex, Parameter parameter) {
        StringBuilder kind = new StringBuilder(vertex.operation().getClass().getSimpleName())
                .append('/')
                .append(parameter.name());
        parameter.shape().stream().skip(2).forEach(extent -> kind.append('/').append(extent.intValue()));
        return kind.toString();
    }

    private void add(int vertex, Parameter parameter, Places places, float[] own) {
        int down = tiles(parameter.shape().get(0));
        int across = parameter.shape().size() > 1 ? tiles(parameter.shape().get(1)) : 1;
        slots.add(new Slot(vertex, parameter, rows.size(), down, across));
        for (int i = 0; i < down; i++) {
            for (int j = 0; j < across; j++) {
                rows.add((long) places.row(vertex, i, j));
                features.add(placed(own, i, j));
                scales.add((float) Math.sqrt(2.0 / parameter.fanIn()));
            }
        }
    }

    /** Tiles that cover so many outputs or inputs. */
    static int tiles(int extent) {
        return (extent + SIDE - 1) / SIDE;
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
        Tensor read = states.index_select(0, Tensor.create(rows.stream().mapToLong(Long::longValue).toArray()));
        Tensor input = torch.cat(new TensorVector(read, learned.constant(flat, rows.size(), count)), 1);
        return learned.linear(kind + "/hidden", input, hidden).relu();
    }

    /** One number for each output, zero at first. */
    private Tensor vectors(Tensor hidden, Learned learned) {
        int inputs = Math.toIntExact(hidden.size(1));
        return torch.linear(hidden, learned.zeros(kind + "/tile/weight", SIDE, inputs));
    }

    private Tensor weights(Tensor hidden, Learned learned) {
        long[] tile = tile(slots.get(0).parameter());
        int size = Math.toIntExact(Arrays.stream(tile).reduce(1, Math::multiplyExact));
        Tensor tiles = learned.linear(kind + "/tile", hidden, size);
        Tensor power = tiles.square().mean(new long[] {1}, true, new ScalarTypeOptional());
        float[] scale = new float[scales.size()];
        for (int i = 0; i < scale.length; i++) {
            scale[i] = scales.get(i);
        }
        Tensor factor = learned.constant(scale, scale.length, 1).div(power.add(new Scalar(EPSILON)).sqrt());
        return tiles.mul(factor);
    }

    /** Outputs, inputs where there are several, kernel. */
    private long[] tile(Parameter parameter) {
        long[] tile = Tensors.longs(parameter.shape());
        tile[0] = SIDE;
        tile[1] = perChannel ? 1 : SIDE;
        return tile;
    }

    private List<Made> cut(Tensor tiles) {
        List<Made> made = new ArrayList<>();
        for (Slot slot : slots) {
            Tensor own = tiles.narrow(0, slot.first(), (long) slot.down() * slot.across());
            made.add(new Made(slot.vertex(), slot.parameter().name(), laid(own, slot)));
        }
        return made;
    }

    private Tensor laid(Tensor tiles, Slot slot) {
        long[] shape = Tensors.longs(slot.parameter().shape());
        if (shape.length == 1) {
            return tiles.reshape((long) slot.down() * SIDE).narrow(0, 0, shape[0]);
        }
        long[] tile = tile(slot.parameter());
        long[] whole = shape.clone();
        whole[0] = slot.down() * tile[0];
        whole[1] = slot.across() * tile[1];
        long[] apart = new long[shape.length + 2];
        long[] order = new long[shape.length + 2];
        apart[0] = slot.down();
        apart[1] = slot.across();
        System.arraycopy(tile, 0, apart, 2, tile.length);
        Arrays.setAll(order, i -> i);
        order[1] = 2;
        order[2] = 1;
        return Tensors.laidOut(tiles.reshape(apart)
                .permute(order)
                .reshape(whole)
                .narrow(0, 0, shape[0])
                .narrow(1, 0, shape[1]));
    }
}
