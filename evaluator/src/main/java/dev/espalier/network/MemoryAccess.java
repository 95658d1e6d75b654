package dev.espalier.network;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Vertex;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which memory banks a layer reads and writes, in the sense of SMASH (Brock 2017), as the key of a convolution says:
 * {@code .../layer2/read1+3/...} and {@code .../layer2/path1/write2/...} in the space of memory banks, and
 * {@code .../edge0-2/...} in a cell, whose nodes are banks.
 *
 * @param layer key of the layer, which may have several convolutions
 * @param banks that the convolution itself reads, in the order of its input channels; empty where it reads what another
 *     one of its layer gives
 * @param reads all that its layer reads
 * @param writes those that the convolution itself writes; all of its layer where it writes none directly
 */
public record MemoryAccess(String layer, List<Integer> banks, List<Integer> reads, List<Integer> writes) {
    /** Banks that can be told apart. */
    public static final int MOST = 10;

    private static final Pattern LAYER = Pattern.compile("(.*/layer[0-9]+)/(read|path).*");
    private static final Pattern READ = Pattern.compile("/read([0-9](?:\\+[0-9])*)/");
    private static final Pattern WRITE = Pattern.compile("/write([0-9])/");
    private static final Pattern EDGE = Pattern.compile("(.*/edge([0-9])-([0-9]))/.*");

    /** Of every convolution whose key says it, by that key. */
    public static Map<String, MemoryAccess> of(Architecture architecture) {
        Map<String, MemoryAccess> accesses = new TreeMap<>();
        Map<String, Set<Integer>> reads = new TreeMap<>();
        Map<String, Set<Integer>> writes = new TreeMap<>();
        for (Vertex vertex : architecture.vertices()) {
            if (vertex.operation() instanceof Operation.Convolution) {
                MemoryAccess own = own(vertex.key());
                if (own != null) {
                    reads.computeIfAbsent(own.layer(), layer -> new TreeSet<>()).addAll(own.banks());
                    writes.computeIfAbsent(own.layer(), layer -> new TreeSet<>())
                            .addAll(own.writes());
                    accesses.put(vertex.key(), own);
                }
            }
        }
        accesses.replaceAll((key, own) -> own.within(
                List.copyOf(reads.getOrDefault(own.layer(), new TreeSet<>())),
                List.copyOf(writes.getOrDefault(own.layer(), new TreeSet<>()))));
        return accesses;
    }

    /** What a key says of its own convolution. */
    private static @Nullable MemoryAccess own(String key) {
        Matcher edge = EDGE.matcher(key);
        if (edge.matches()) {
            List<Integer> from = List.of(Integer.valueOf(edge.group(2)));
            return new MemoryAccess(edge.group(1), from, from, List.of(Integer.valueOf(edge.group(3))));
        }
        Matcher layer = LAYER.matcher(key);
        return layer.matches()
                ? new MemoryAccess(layer.group(1), numbers(READ, key), List.of(), numbers(WRITE, key))
                : null;
    }

    private MemoryAccess within(List<Integer> layerReads, List<Integer> layerWrites) {
        return new MemoryAccess(layer, banks, layerReads, writes.isEmpty() ? layerWrites : writes);
    }

    private static List<Integer> numbers(Pattern pattern, String key) {
        Matcher found = pattern.matcher(key);
        return found.find()
                ? Arrays.stream(found.group(1).split("\\+"))
                        .map(Integer::valueOf)
                        .toList()
                : List.of();
    }
}
