package dev.espalier.architecture;

import java.util.Arrays;

/**
 * Colour refinement: a vertex's colour grows to say what it computes, from what, and for whom, until no two vertices
 * that could be told apart by that share one.
 *
 * <p>Colours are 64-bit sums of what they say and never of numbers of vertices, so isomorphic graphs get equal ones. A
 * collision would only leave a tie that the search over individualised vertices breaks.
 */
final class Coloring {
    private final PlainGraph graph;
    /** For every vertex its readers, once for each time that they read it. */
    private final int[][] readers;

    private final int[][] positions;

    Coloring(PlainGraph graph) {
        this.graph = graph;
        int[] count = new int[graph.size()];
        for (int[] inputs : graph.inputs()) {
            for (int input : inputs) {
                count[input]++;
            }
        }
        readers = new int[graph.size()][];
        positions = new int[graph.size()][];
        for (int v = 0; v < graph.size(); v++) {
            readers[v] = new int[count[v]];
            positions[v] = new int[count[v]];
        }
        for (int v = 0; v < graph.size(); v++) {
            int[] inputs = graph.inputs()[v];
            for (int position = 0; position < inputs.length; position++) {
                int slot = --count[inputs[position]];
                readers[inputs[position]][slot] = v;
                positions[inputs[position]][slot] = graph.commutative()[v] ? 0 : position + 1;
            }
        }
    }

    /** Colours of the operations and of the places among the outputs. */
    long[] initial() {
        long[] colors = new long[graph.size()];
        for (int v = 0; v < colors.length; v++) {
            colors[v] = text(graph.labels().get(v));
        }
        int[] outputs = graph.outputs();
        for (int place = 0; place < outputs.length; place++) {
            colors[outputs[place]] += mix(place + 1);
        }
        return colors;
    }

    /** The stable refinement of these colours. */
    long[] refined(long[] colors) {
        long[] next = colors.clone();
        int classes = 0;
        for (int found = classes(next); found > classes && found < next.length; found = classes(next)) {
            classes = found;
            forward(next);
            backward(next);
        }
        return next;
    }

    private void forward(long[] colors) {
        for (int v = 0; v < colors.length; v++) {
            long sum = mix(colors[v]);
            for (int input : graph.inputs()[v]) {
                sum = graph.commutative()[v] ? sum + mix(colors[input] + 1) : mix(sum + 3 * colors[input] + 1);
            }
            colors[v] = sum;
        }
    }

    private void backward(long[] colors) {
        for (int v = colors.length - 1; v >= 0; v--) {
            long sum = mix(colors[v] + 2);
            for (int i = 0; i < readers[v].length; i++) {
                sum += mix(colors[readers[v][i]] + mix(positions[v][i] + 7));
            }
            colors[v] = sum;
        }
    }

    /** These colours, one vertex told apart. */
    static long[] individualized(long[] colors, int vertex) {
        long[] changed = colors.clone();
        changed[vertex] = mix(changed[vertex] + 5);
        return changed;
    }

    private static int classes(long[] colors) {
        long[] sorted = colors.clone();
        Arrays.sort(sorted);
        int classes = 0;
        for (int i = 0; i < sorted.length; i++) {
            classes += i == 0 || sorted[i] != sorted[i - 1] ? 1 : 0;
        }
        return classes;
    }

    private static long text(String text) {
        long hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = mix(hash + text.charAt(i));
        }
        return hash;
    }

    /** The finaliser of SplitMix64 (Steele 2014). */
    private static long mix(long value) {
        long z = value + 0x9e37_79b9_7f4a_7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d0_49bb_1331_11ebL;
        return z ^ (z >>> 31);
    }
}
