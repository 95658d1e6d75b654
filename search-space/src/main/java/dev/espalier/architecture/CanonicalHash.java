package dev.espalier.architecture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A canonical form of what an architecture computes, by colour refinement and individualisation of vertices that
 * remain tied (McKay 1981): the least of the graphs written down in the orders so found. A tie whose first descent
 * ends in a graph already seen is an automorphism and is not searched again.
 *
 * <p>The form is exact. Only where a graph has so many ties that the search exceeds its bound (some fifty equal branches
 * of one sum have, none that a space of the catalogue proposes by its defaults) the refined colours stand for it, which
 * isomorphic graphs share as well.
 */
final class CanonicalHash {
    /** Vertices coloured in the search before it gives up, after a second or so. */
    private static final long MAX_COLORED = 2_000_000;
    /** Edges that take as long as a vertex. */
    private static final int EDGES = 8;

    private final PlainGraph graph;
    private final Coloring coloring;
    private final List<String> dictionary;
    private final int[] labels;
    /** What one refinement counts: vertices, or their equivalent in edges where there are many. */
    private final long size;

    private long colored;

    private CanonicalHash(PlainGraph graph) {
        this.graph = graph;
        this.coloring = new Coloring(graph);
        this.dictionary = List.copyOf(new TreeSet<>(graph.labels()));
        TreeMap<String, Integer> number = new TreeMap<>();
        dictionary.forEach(label -> number.put(label, number.size()));
        this.labels = graph.labels().stream().mapToInt(number::get).toArray();
        long edges =
                Arrays.stream(graph.inputs()).mapToLong(inputs -> inputs.length).sum();
        this.size = Math.max(graph.size(), edges / EDGES);
    }

    static String of(Architecture architecture) {
        CanonicalHash search = new CanonicalHash(PlainGraph.of(architecture));
        long[] colors = search.colors();
        Found found = search.search(colors);
        return digest(
                search.dictionary,
                found == null ? Arrays.stream(colors).sorted().toArray() : widened(found.least()));
    }

    /** Whether the search ends within its bound, so that the form is exact. */
    static boolean isExact(Architecture architecture) {
        CanonicalHash search = new CanonicalHash(PlainGraph.of(architecture));
        return search.search(search.colors()) != null;
    }

    private long[] colors() {
        return coloring.refined(coloring.initial());
    }

    /** A graph written in the order of its colours, once all are different. */
    private record Leaf(int[] written, long[] colors) {
        boolean same(@Nullable Leaf other) {
            return other != null && Arrays.equals(written, other.written) && Arrays.equals(colors, other.colors);
        }
    }

    /** What a part of the search found: the leaf of its first descent and the least form. */
    private record Found(Leaf first, int[] least) {}

    /** Searches all orders that these refined colours leave open; null where the bound is reached. */
    private @Nullable Found search(long[] colors) {
        int[] tie = tie(colors);
        if (tie.length == 0) {
            Leaf leaf = leaf(colors);
            return new Found(leaf, leaf.written());
        }
        Found best = null;
        for (int vertex : tie) {
            long[] told = apart(colors, vertex);
            if (colored > MAX_COLORED) {
                return null;
            }
            if (best != null && best.first().same(first(told))) {
                continue;
            }
            Found found = search(told);
            if (found == null) {
                return null;
            }
            best = best == null || Arrays.compare(found.least(), best.least()) < 0
                    ? new Found(best == null ? found.first() : best.first(), found.least())
                    : best;
        }
        return best;
    }

    /** The leaf of the first descent; null where the bound is reached. */
    private @Nullable Leaf first(long[] colors) {
        long[] current = colors;
        for (int[] tie = tie(current); tie.length > 0; tie = tie(current)) {
            current = apart(current, tie[0]);
            if (colored > MAX_COLORED) {
                return null;
            }
        }
        return leaf(current);
    }

    private long[] apart(long[] colors, int vertex) {
        colored += size;
        return coloring.refined(Coloring.individualized(colors, vertex));
    }

    /** The vertices of the least colour that several share. */
    private static int[] tie(long[] colors) {
        long[] sorted = Arrays.stream(colors).sorted().toArray();
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] == sorted[i - 1]) {
                long color = sorted[i];
                return IntStream.range(0, colors.length)
                        .filter(v -> colors[v] == color)
                        .toArray();
            }
        }
        return new int[0];
    }

    private Leaf leaf(long[] colors) {
        long[] sorted = Arrays.stream(colors).sorted().toArray();
        int[] rank = Arrays.stream(colors)
                .mapToInt(color -> Arrays.binarySearch(sorted, color))
                .toArray();
        int[][] lines = new int[graph.size()][];
        for (int v = 0; v < graph.size(); v++) {
            lines[rank[v]] = line(v, rank);
        }
        IntStream outputs = Arrays.stream(graph.outputs()).map(v -> rank[v]);
        return new Leaf(
                IntStream.concat(Arrays.stream(lines).flatMapToInt(Arrays::stream), outputs)
                        .toArray(),
                sorted);
    }

    private int[] line(int vertex, int[] rank) {
        int[] inputs =
                Arrays.stream(graph.inputs()[vertex]).map(input -> rank[input]).toArray();
        if (graph.commutative()[vertex]) {
            Arrays.sort(inputs);
        }
        return IntStream.concat(IntStream.of(labels[vertex], inputs.length), Arrays.stream(inputs))
                .toArray();
    }

    private static long[] widened(int[] numbers) {
        return Arrays.stream(numbers).asLongStream().toArray();
    }

    private static String digest(List<String> dictionary, long[] numbers) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((dictionary + "\n").getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Long.BYTES);
            bytes.asLongBuffer().put(numbers);
            digest.update(bytes);
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
