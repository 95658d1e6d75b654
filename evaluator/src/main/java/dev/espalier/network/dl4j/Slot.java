package dev.espalier.network.dl4j;

import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Parameter;
import dev.espalier.network.Weights;
import java.util.List;

/**
 * Where DL4J keeps one parameter of a vertex; the vertex's key is the layer's name.
 *
 * @param parameter as DL4J calls it
 * @param step distance of a depthwise kernel's numbers in the zeros that stand for its dilation; 1 for none
 */
public record Slot(String vertex, Parameter ours, String parameter, boolean depthwise, int step) {
    private static final long HUGE = 1L << 31;

    static Slot of(String vertex, Operation operation, Parameter ours) {
        boolean depthwise = operation instanceof Operation.DepthwiseConvolution
                && ours.name().equals("weight");
        int step = operation instanceof Operation.DepthwiseConvolution convolution ? convolution.dilation() : 1;
        String parameter = switch (ours.name()) {
            case "weight" -> "W";
            case "bias" -> "b";
            case "variance" -> "var";
            default -> ours.name();
        };
        return new Slot(vertex, ours, parameter, depthwise, step);
    }

    String key() {
        return Weights.key(vertex, ours.name());
    }

    boolean weight() {
        return ours.name().equals("weight");
    }

    int size() {
        return Math.toIntExact(ours.size());
    }

    /** Numbers that DL4J keeps for it; some number above 2^31 where there are more. */
    long dl4jSize() {
        List<Integer> shape = ours.shape();
        if (!depthwise) {
            return ours.size();
        }
        long size = shape.get(0);
        for (int extent : shape.subList(2, shape.size())) {
            size = Math.min(HUGE, size) * Math.min(HUGE, (long) step * (extent - 1) + 1);
        }
        return size;
    }

    /**
     * The place of every number of ours within DL4J's, or an empty array where the order is the same. DL4J keeps a
     * dense weight as {@code in x out} in Fortran order, which is our {@code out x in}; a depthwise one has its channels
     * last.
     */
    int[] places() {
        if (!depthwise) {
            return new int[0];
        }
        List<Integer> shape = ours.shape();
        int channels = shape.get(0);
        int width = shape.get(shape.size() - 1);
        int height = shape.size() == 4 ? shape.get(2) : 1;
        int wide = step * (width - 1) + 1;
        int[] places = new int[size()];
        for (int i = 0; i < places.length; i++) {
            int column = i % width;
            int row = i / width % height;
            places[i] = (row * step * wide + column * step) * channels + i / (width * height);
        }
        return places;
    }
}
