package dev.espalier.space;

import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Operation.Pooling.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * One cell of DARTS (Liu 2019): four nodes, each the sum of operations on two different earlier ones; the two inputs
 * of the cell are nodes 0 and 1, its result is the concatenation of nodes 2 to 5.
 *
 * @param sources for each node its two sources
 * @param operations for each node the operations on these, as positions in {@link #OPERATIONS}
 */
record DartsCell(List<Sources> sources, List<int[]> operations) {
    static final int INPUTS = 2;
    static final int NODES = 4;
    static final List<String> OPERATIONS = List.of(
            "sep_conv_3x3",
            "sep_conv_5x5",
            "dil_conv_3x3",
            "dil_conv_5x5",
            "max_pool_3x3",
            "avg_pool_3x3",
            "skip_connect");

    /** Two different earlier nodes, the lower first. */
    record Sources(int first, int second) {
        /** All pairs out of so many nodes, in lexicographic order. */
        static List<Sources> outOf(int nodes) {
            List<Sources> pairs = new ArrayList<>();
            for (int first = 0; first < nodes; first++) {
                for (int second = first + 1; second < nodes; second++) {
                    pairs.add(new Sources(first, second));
                }
            }
            return List.copyOf(pairs);
        }

        @Override
        public String toString() {
            return first + ", " + second;
        }
    }

    /** Writes the cell over two inputs of this width and equal extent; {@code stride} acts on edges from these. */
    String write(Layers layers, String key, List<String> inputs, int width, int stride) {
        List<String> nodes = new ArrayList<>(inputs);
        for (int i = 0; i < NODES; i++) {
            int node = INPUTS + i;
            Sources pair = sources.get(i);
            int[] chosen = operations.get(i);
            nodes.add(layers.sum(
                    key + "/node" + node,
                    List.of(
                            edge(layers, key, nodes, new Edge(pair.first(), node, chosen[0]), width, stride),
                            edge(layers, key, nodes, new Edge(pair.second(), node, chosen[1]), width, stride))));
        }
        return layers.concatenation(key + "/concatenation", nodes.subList(INPUTS, nodes.size()));
    }

    /** The key of an edge below its cell's. */
    static String edgeKey(int from, int to, int operation) {
        return "edge" + from + "-" + to + "/" + OPERATIONS.get(operation);
    }

    /**
     * Writes the cell with every operation on every edge.
     *
     * @param firstEdge position of the cell's first edge among those of the supernet; they follow each other by the
     *     node that they lead to, then by the one that they come from
     */
    static Writer mixed(Mixing mixing, int firstEdge) {
        return (layers, key, inputs, width, stride) -> {
            List<String> nodes = new ArrayList<>(inputs);
            int edge = firstEdge;
            for (int node = INPUTS; node < INPUTS + NODES; node++) {
                List<String> summands = new ArrayList<>();
                for (int from = 0; from < node; from++) {
                    String place = key + "/edge" + from + "-" + node + "/";
                    int step = from < INPUTS ? stride : 1;
                    Mixing.Option option = (fragment, operation, input, channels) ->
                            operation(fragment, place + OPERATIONS.get(operation), input, operation, channels, step);
                    summands.add(mixing.edge(layers, place + "mixed", nodes.get(from), edge++, width, step, option));
                }
                nodes.add(layers.sum(key + "/node" + node, summands));
            }
            return layers.concatenation(key + "/concatenation", nodes.subList(INPUTS, nodes.size()));
        };
    }

    /** How a cell is written over two inputs of one width; see {@link #write}. */
    @FunctionalInterface
    interface Writer {
        String write(Layers layers, String key, List<String> inputs, int width, int stride);
    }

    private record Edge(int from, int to, int operation) {}

    private static String edge(Layers layers, String cell, List<String> nodes, Edge edge, int width, int cellStride) {
        String key = cell + "/" + edgeKey(edge.from(), edge.to(), edge.operation());
        int stride = edge.from() < INPUTS ? cellStride : 1;
        return operation(layers, key, nodes.get(edge.from()), edge.operation(), width, stride);
    }

    private static String operation(Layers layers, String key, String input, int operation, int width, int stride) {
        return switch (operation) {
            case 0 -> separable(layers, key, input, width, 3, stride);
            case 1 -> separable(layers, key, input, width, 5, stride);
            case 2 -> factored(layers, key, input, width, new Operation.DepthwiseConvolution(3, stride, 2, false));
            case 3 -> factored(layers, key, input, width, new Operation.DepthwiseConvolution(5, stride, 2, false));
            case 4 -> layers.add(key, new Operation.Pooling(Kind.MAX, 3, stride), input);
            case 5 -> layers.averagePool(key, input, 3, stride);
            default ->
                stride == 1
                        ? layers.add(key, new Operation.Identity(), input)
                        : layers.reluConvBn(key, input, width, 1, stride);
        };
    }

    private static String separable(Layers layers, String key, String input, int width, int kernel, int stride) {
        String half = factored(
                layers, key + "/a", input, width, new Operation.DepthwiseConvolution(kernel, stride, 1, false));
        return factored(layers, key + "/b", half, width, new Operation.DepthwiseConvolution(kernel, 1, 1, false));
    }

    private static String factored(
            Layers layers, String key, String input, int width, Operation.DepthwiseConvolution depthwise) {
        String filtered = layers.add(key + "/depthwise", depthwise, layers.relu(key + "/relu", input));
        return layers.convBn(key, filtered, width, 1, 1);
    }
}
