package dev.espalier.network.torch;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Vertex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An architecture as a graph of blocks: a block is a chain of vertices with at most one convolution or dense layer in
 * it, such as a rectifier, a convolution and its normalisation. The published graphs are of such blocks too, and a
 * sweep over them costs a third of one over the vertices.
 *
 * <p>Blocks stand in rows, in topological order: all blocks of one level, whose longest path from the input is equally
 * long, behind each other.
 *
 * @param rows the row of each vertex's block
 * @param levels first row of each level, and behind them the number of rows
 * @param edges how many edges lead to the first row of a pair from the second
 * @param features of each row: the largest of its vertices', number by number
 */
record BlockGraph(int[] rows, int[] levels, float[][] edges, float[][] features) {
    static BlockGraph of(Architecture architecture) {
        List<Vertex> vertices = architecture.vertices();
        int[] blocks = blocks(architecture);
        int count = Arrays.stream(blocks).max().orElse(-1) + 1;
        int[] depths = depths(architecture, blocks, count);
        int[] sorted = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingInt(block -> depths[block]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] rowOf = new int[count];
        for (int row = 0; row < count; row++) {
            rowOf[sorted[row]] = row;
        }
        int[] rows = Arrays.stream(blocks).map(block -> rowOf[block]).toArray();
        float[][] edges = new float[count][count];
        float[][] features = new float[count][VertexFeatures.COUNT];
        for (int i = 0; i < rows.length; i++) {
            for (String input : vertices.get(i).inputs()) {
                int from = rows[architecture.position(input)];
                edges[rows[i]][from] += from == rows[i] ? 0 : 1;
            }
            raise(features[rows[i]], VertexFeatures.of(architecture, vertices.get(i)));
        }
        return new BlockGraph(rows, levels(sorted, depths), edges, features);
    }

    int size() {
        return edges.length;
    }

    private static void raise(float[] numbers, float[] others) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Math.max(numbers[i], others[i]);
        }
    }

    /** The block of each vertex, numbered in the order in which they begin. */
    private static int[] blocks(Architecture architecture) {
        List<Vertex> vertices = architecture.vertices();
        int[] readers = new int[vertices.size()];
        vertices.forEach(vertex -> vertex.inputs().forEach(input -> readers[architecture.position(input)]++));
        int[] blocks = new int[vertices.size()];
        List<Boolean> weighty = new ArrayList<>();
        for (int i = 0; i < blocks.length; i++) {
            Vertex vertex = vertices.get(i);
            boolean heavy = weighty(vertex.operation());
            int before = vertex.inputs().size() == 1
                    ? architecture.position(vertex.inputs().get(0))
                    : -1;
            if (before >= 0 && readers[before] == 1 && !(heavy && weighty.get(blocks[before]))) {
                blocks[i] = blocks[before];
                weighty.set(blocks[i], heavy || weighty.get(blocks[i]));
            } else {
                blocks[i] = weighty.size();
                weighty.add(heavy);
            }
        }
        return blocks;
    }

    private static boolean weighty(Operation operation) {
        return operation instanceof Operation.Convolution
                || operation instanceof Operation.DepthwiseConvolution
                || operation instanceof Operation.Dense;
    }

    /** Edges on the longest path to each block. */
    private static int[] depths(Architecture architecture, int[] blocks, int count) {
        int[] depths = new int[count];
        List<Vertex> vertices = architecture.vertices();
        for (int i = 0; i < blocks.length; i++) {
            for (String input : vertices.get(i).inputs()) {
                int from = blocks[architecture.position(input)];
                if (from != blocks[i]) {
                    depths[blocks[i]] = Math.max(depths[blocks[i]], depths[from] + 1);
                }
            }
        }
        return depths;
    }

    private static int[] levels(int[] sorted, int[] depths) {
        return IntStream.rangeClosed(0, sorted.length)
                .filter(row -> row == 0 || row == sorted.length || depths[sorted[row]] != depths[sorted[row - 1]])
                .toArray();
    }
}
