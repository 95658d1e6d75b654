package dev.espalier.architecture;

import dev.espalier.catalog.InvalidInputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Order and connectedness of vertices, by their positions. */
final class Topology {
    /** More vertices than any network that a search proposes, fewer than would exhaust a server. */
    static final int MAX_VERTICES = 10_000;

    private static final int UNKNOWN = -1;

    private final List<Vertex> vertices;
    private final List<String> outputs;
    private final Map<String, Integer> positions;
    private final int[][] inputs;

    /** Checks the keys alone. */
    Topology(List<Vertex> vertices, List<String> outputs) {
        this.vertices = List.copyOf(vertices);
        this.outputs = List.copyOf(outputs);
        this.positions = positions(this.vertices);
        this.inputs = new int[this.vertices.size()][];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = positions(this.vertices.get(i).inputs(), positions);
        }
    }

    List<Vertex> vertices() {
        return vertices;
    }

    List<String> outputs() {
        return outputs;
    }

    /** Position of the vertex of that key, or -1. */
    int position(String key) {
        return positions.getOrDefault(key, UNKNOWN);
    }

    /** Positions of the vertices that a vertex reads, in order. */
    int[] inputs(int position) {
        return inputs[position];
    }

    /** The vertices that an output needs and the inputs. */
    Topology pruned() {
        boolean[] needed = needed();
        List<Vertex> kept = new ArrayList<>(vertices.size());
        for (int i = 0; i < needed.length; i++) {
            if (needed[i] || isInput(i)) {
                kept.add(vertices.get(i));
            }
        }
        return kept.size() == vertices.size() ? this : new Topology(kept, outputs);
    }

    /** The same in topological order, as near to the given order as that allows; all is checked. */
    Topology sorted() {
        requireKnownNames();
        List<Vertex> sorted = new ArrayList<>(vertices.size());
        boolean[] placed = new boolean[vertices.size()];
        for (int before = -1; sorted.size() < placed.length && sorted.size() > before; ) {
            before = sorted.size();
            place(sorted, placed);
        }
        for (int i = 0; i < placed.length; i++) {
            if (!placed[i]) {
                throw at(i, "'" + vertices.get(i).key() + "' lies on a cycle or behind one");
            }
        }
        requireAllOnPath();
        return sorted.equals(vertices) ? this : new Topology(sorted, outputs);
    }

    /** One pass over what is not placed yet. */
    private void place(List<Vertex> sorted, boolean[] placed) {
        for (int i = 0; i < placed.length; i++) {
            boolean ready = !placed[i];
            for (int input : inputs[i]) {
                ready &= placed[input];
            }
            if (ready) {
                sorted.add(vertices.get(i));
                placed[i] = true;
            }
        }
    }

    /** For every vertex whether it leads to an output. */
    private boolean[] needed() {
        boolean[] needed = new boolean[vertices.size()];
        int[] open = new int[needed.length];
        int count = 0;
        for (int[] sources = positions(outputs, positions); ; sources = inputs[open[--count]]) {
            for (int source : sources) {
                if (source != UNKNOWN && !needed[source]) {
                    needed[source] = true;
                    open[count++] = source;
                }
            }
            if (count == 0) {
                return needed;
            }
        }
    }

    private static Map<String, Integer> positions(List<Vertex> vertices) {
        if (vertices.size() > MAX_VERTICES) {
            throw new InvalidInputException(
                    "/vertices",
                    "An architecture of %d vertices is above the bound of %d."
                            .formatted(vertices.size(), MAX_VERTICES));
        }
        Map<String, Integer> positions = new HashMap<>(vertices.size() * 2);
        for (int i = 0; i < vertices.size(); i++) {
            String key = vertices.get(i).key();
            if (key.isBlank() || key.length() > 200) {
                throw at(i, "has a blank or overlong key");
            }
            if (positions.put(key, i) != null) {
                throw at(i, "repeats the key '" + key + "'");
            }
        }
        return positions;
    }

    private static int[] positions(List<String> keys, Map<String, Integer> positions) {
        int[] found = new int[keys.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = positions.getOrDefault(keys.get(i), UNKNOWN);
        }
        return found;
    }

    private void requireKnownNames() {
        for (int i = 0; i < inputs.length; i++) {
            String key = vertices.get(i).key();
            if (isInput(i) != (inputs[i].length == 0)) {
                throw at(i, "'" + key + "' " + (isInput(i) ? "is an input and reads another vertex" : "has no inputs"));
            }
            for (int j = 0; j < inputs[i].length; j++) {
                if (inputs[i][j] == UNKNOWN) {
                    String source = vertices.get(i).inputs().get(j);
                    throw at(i, "'" + key + "' reads '" + source + "', which is not there");
                }
            }
        }
        for (int i = 0; i < outputs.size(); i++) {
            if (position(outputs.get(i)) == UNKNOWN) {
                throw new InvalidInputException(
                        "/outputs/" + i, "The output '%s' is not a vertex.".formatted(outputs.get(i)));
            }
        }
        if (outputs.isEmpty()) {
            throw new InvalidInputException("/outputs", "An architecture needs at least one output.");
        }
    }

    private void requireAllOnPath() {
        boolean[] needed = needed();
        for (int i = 0; i < needed.length; i++) {
            if (!needed[i] && !isInput(i)) {
                throw at(i, "'" + vertices.get(i).key() + "' leads to no output");
            }
        }
    }

    private boolean isInput(int position) {
        return vertices.get(position).operation() instanceof Operation.Input;
    }

    private static InvalidInputException at(int index, String complaint) {
        return new InvalidInputException("/vertices/" + index, "Vertex %d %s.".formatted(index, complaint));
    }
}
