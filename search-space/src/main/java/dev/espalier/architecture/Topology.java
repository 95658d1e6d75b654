package dev.espalier.architecture;

import dev.espalier.catalog.InvalidInputException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Order and connectedness of vertices. */
final class Topology {
    /** More vertices than any network that a search proposes, fewer than would exhaust a server. */
    static final int MAX_VERTICES = 5_000;

    private Topology() {}

    /** The vertices by key, in order. */
    static Map<String, Vertex> byKey(List<Vertex> vertices) {
        Map<String, Vertex> byKey = new LinkedHashMap<>();
        for (int i = 0; i < vertices.size(); i++) {
            Vertex vertex = vertices.get(i);
            require(!vertex.key().isBlank() && vertex.key().length() <= 200, i, "has a blank or overlong key");
            require(byKey.put(vertex.key(), vertex) == null, i, "repeats the key '" + vertex.key() + "'");
        }
        return byKey;
    }

    /** Keys of all vertices that lead to one of {@code from}, those included. */
    static Set<String> ancestors(Map<String, Vertex> byKey, List<String> from) {
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            String key = open.pop();
            Vertex vertex = byKey.get(key);
            if (vertex != null && seen.add(key)) {
                vertex.inputs().forEach(open::push);
            }
        }
        return seen;
    }

    /** The vertices in topological order, as near to the given order as that allows. */
    static List<Vertex> sorted(List<Vertex> vertices, List<String> outputs) {
        if (vertices.size() > MAX_VERTICES) {
            throw new InvalidInputException(
                    "/vertices",
                    "An architecture of %d vertices is above the bound of %d."
                            .formatted(vertices.size(), MAX_VERTICES));
        }
        Map<String, Vertex> byKey = byKey(vertices);
        requireKnownNames(vertices, outputs, byKey);
        List<Vertex> sorted = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        List<Vertex> open = vertices;
        while (!open.isEmpty()) {
            List<Vertex> left = new ArrayList<>();
            for (Vertex vertex : open) {
                if (placed.containsAll(vertex.inputs())) {
                    sorted.add(vertex);
                    placed.add(vertex.key());
                } else {
                    left.add(vertex);
                }
            }
            if (left.size() == open.size()) {
                throw at(vertices.indexOf(left.get(0)), "'" + left.get(0).key() + "' lies on a cycle or behind one");
            }
            open = left;
        }
        requireAllOnPath(vertices, outputs, byKey);
        return List.copyOf(sorted);
    }

    private static void requireKnownNames(List<Vertex> vertices, List<String> outputs, Map<String, Vertex> byKey) {
        for (int i = 0; i < vertices.size(); i++) {
            Vertex vertex = vertices.get(i);
            boolean input = vertex.operation() instanceof Operation.Input;
            require(
                    input == vertex.inputs().isEmpty(),
                    i,
                    "'" + vertex.key() + "' " + (input ? "is an input and reads another vertex" : "has no inputs"));
            for (String source : vertex.inputs()) {
                require(
                        byKey.containsKey(source),
                        i,
                        "'" + vertex.key() + "' reads '" + source + "', which is not there");
            }
        }
        for (int i = 0; i < outputs.size(); i++) {
            if (!byKey.containsKey(outputs.get(i))) {
                throw new InvalidInputException(
                        "/outputs/" + i, "The output '%s' is not a vertex.".formatted(outputs.get(i)));
            }
        }
        if (outputs.isEmpty()) {
            throw new InvalidInputException("/outputs", "An architecture needs at least one output.");
        }
    }

    private static void requireAllOnPath(List<Vertex> vertices, List<String> outputs, Map<String, Vertex> byKey) {
        Set<String> needed = ancestors(byKey, outputs);
        for (int i = 0; i < vertices.size(); i++) {
            Vertex vertex = vertices.get(i);
            require(
                    needed.contains(vertex.key()) || vertex.operation() instanceof Operation.Input,
                    i,
                    "'" + vertex.key() + "' leads to no output");
        }
    }

    private static void require(boolean holds, int index, String complaint) {
        if (!holds) {
            throw at(index, complaint);
        }
    }

    private static InvalidInputException at(int index, String complaint) {
        return new InvalidInputException("/vertices/" + index, "Vertex %d %s.".formatted(index, complaint));
    }
}
