package dev.espalier.space;

import dev.espalier.architecture.Architecture;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All architectures of a {@link RelaxedSpace} in one network.
 *
 * @param outer the network around the mixed edges. Each of these is one vertex, which computes what channels go through
 *     that bypass the operations: nothing, or a pooling where the extent is halved
 * @param edges of the cells; what is chosen for one holds wherever its cell is repeated
 * @param operations that every edge mixes, in words
 * @param places the mixed vertices of {@code outer} by key, in order
 * @param share operations compute on the first channels, a part of all that is one over this number
 */
public record Supernet(
        Architecture outer, List<Edge> edges, List<String> operations, Map<String, Place> places, int share) {
    /** In the place of an operation: the edge computes nothing. */
    public static final int DROPPED = -1;

    /** The operation that gives its input, in the words of all spaces. */
    public static final String SKIP = "skip_connect";

    public Supernet {
        edges = List.copyOf(edges);
        operations = List.copyOf(operations);
        places = Collections.unmodifiableMap(new LinkedHashMap<>(places));
    }

    /**
     * An edge of a cell.
     *
     * @param name unique, such as {@code normal/edge0-2}
     * @param cell the kind of cell that it belongs to; the first edge belongs to the one that keeps the extent
     * @param node that sums it with others, unique
     * @param kept how many edges into that node an architecture has
     */
    public record Edge(String name, String cell, String node, int kept) {}

    /**
     * One vertex of the outer network that mixes. Where it has several inputs, there is one for each operation, which
     * reads it.
     *
     * @param edge position of its edge
     * @param options for each operation a network of its own from one input to one output, with the keys that its
     *     vertices have in the architectures of the space; absent for the operation that gives zeros
     */
    public record Place(int edge, List<Optional<Architecture>> options) {
        public Place {
            options = List.copyOf(options);
        }
    }

    /** Whether an operation computes anything. */
    public boolean computes(int operation) {
        return places.values().iterator().next().options().get(operation).isPresent();
    }

    /** How many edges an architecture keeps. */
    public int kept() {
        return edges.stream()
                .collect(Collectors.toMap(Edge::node, Edge::kept, (kept, same) -> kept, TreeMap::new))
                .values()
                .stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** Numbers that all vertices give for one example when every operation is computed and weighed. */
    public long activations() {
        return outer.cost().activations()
                + 2
                        * places.values().stream()
                                .flatMap(place -> place.options().stream())
                                .flatMap(Optional::stream)
                                .mapToLong(option -> option.cost().activations())
                                .sum();
    }

    /** How many edges of the cell that keeps the extent are skip connections. */
    public int skips(int[] chosen) {
        int skip = operations.indexOf(SKIP);
        int count = 0;
        for (int edge = 0; edge < chosen.length; edge++) {
            boolean normal = edges.get(edge).cell().equals(edges.get(0).cell());
            count += normal && chosen[edge] == skip ? 1 : 0;
        }
        return count;
    }
}
