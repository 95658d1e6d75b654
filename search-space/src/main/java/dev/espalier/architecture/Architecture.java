package dev.espalier.architecture;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.espalier.catalog.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jgrapht.Graph;
import org.jgrapht.graph.AsUnmodifiableGraph;
import org.jgrapht.graph.DirectedAcyclicGraph;
import org.jspecify.annotations.Nullable;

/**
 * A network as a directed acyclic graph: immutable, validated, in a fixed topological order.
 *
 * <p>Every vertex lies on a path from an input to an output, shapes fit along every edge, and no count overflows.
 * Vertices keep the order in which they were given as far as it is topological, so that equal lists give equal
 * networks, sums and names in every JVM.
 */
public final class Architecture {
    private final Topology topology;
    private final Shape[] shapes;
    private final Cost cost;
    /** Filled by the first call of {@link #hash}; threads that race there find the same text. */
    private @Nullable String hash;

    /**
     * @param vertices in any order
     * @param outputs keys of the vertices whose values are the predictions, in order
     * @throws InvalidInputException with a pointer to the vertex or output that is wrong
     */
    @JsonCreator
    public Architecture(
            @JsonProperty(value = "vertices", required = true) List<Vertex> vertices,
            @JsonProperty(value = "outputs", required = true) List<String> outputs) {
        this(new Topology(vertices, outputs));
    }

    private Architecture(Topology given) {
        topology = given.sorted();
        shapes = ShapeInference.infer(topology, given);
        cost = ShapeInference.cost(topology, shapes);
    }

    /** All vertices, each behind everything that it reads. */
    @JsonProperty
    public List<Vertex> vertices() {
        return topology.vertices();
    }

    /** Keys of the vertices whose values are the predictions, in order. */
    @JsonProperty
    public List<String> outputs() {
        return topology.outputs();
    }

    /** The vertices that take the data, in order. */
    public List<Vertex> inputs() {
        return vertices().stream()
                .filter(vertex -> vertex.operation() instanceof Operation.Input)
                .toList();
    }

    /** The vertex of that key; an {@link IllegalArgumentException} where there is none. */
    public Vertex vertex(String key) {
        return vertices().get(position(key));
    }

    /** Shape of what the vertex gives. */
    public Shape shape(String key) {
        return shapes[position(key)];
    }

    /** Position of that vertex among {@link #vertices()}; an {@link IllegalArgumentException} where there is none. */
    public int position(String key) {
        int position = topology.position(key);
        if (position < 0) {
            throw new IllegalArgumentException("There is no vertex '%s'.".formatted(key));
        }
        return position;
    }

    /** Shapes of what the vertex reads, in order. */
    public List<Shape> inputShapes(Vertex vertex) {
        Shape[] read = new Shape[vertex.inputs().size()];
        for (int i = 0; i < read.length; i++) {
            read[i] = shape(vertex.inputs().get(i));
        }
        return List.of(read);
    }

    /** What the vertex owns. */
    public List<Parameter> parameters(Vertex vertex) {
        return vertex.operation().parameters(inputShapes(vertex));
    }

    /** Parameters, multiply-accumulates and activations of the whole network. */
    public Cost cost() {
        return cost;
    }

    /**
     * A name for what it computes: equal exactly for isomorphic networks whatever their keys, after identities are
     * contracted, zeros pruned and sums of sums written as one. Sixteen hexadecimal bytes.
     */
    public String hash() {
        String known = hash;
        if (known == null) {
            known = CanonicalHash.of(this);
            hash = known;
        }
        return known;
    }

    /** Whether no path leads from the data to the predictions: such a network is scored without training. */
    public boolean constant() {
        boolean[] reached = new boolean[vertices().size()];
        for (int i = 0; i < reached.length; i++) {
            Operation operation = vertices().get(i).operation();
            reached[i] = operation instanceof Operation.Input
                    || !(operation instanceof Operation.Zero)
                            && Arrays.stream(topology.inputs(i)).anyMatch(input -> reached[input]);
        }
        return outputs().stream().noneMatch(key -> reached[position(key)]);
    }

    /** The unmodifiable graph of keys; an edge for every input of every vertex, so doubled ones are seen. */
    public Graph<String, Edge> graph() {
        DirectedAcyclicGraph<String, Edge> graph = new DirectedAcyclicGraph<>(null, null, false, true);
        vertices().forEach(vertex -> graph.addVertex(vertex.key()));
        for (Vertex vertex : vertices()) {
            for (int position = 0; position < vertex.inputs().size(); position++) {
                String source = vertex.inputs().get(position);
                graph.addEdge(source, vertex.key(), new Edge(source, vertex.key(), position));
            }
        }
        return new AsUnmodifiableGraph<>(graph);
    }

    /** Collects vertices; what no output needs is left out by {@link #build()}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the vertices of an architecture in the order in which they are computed. */
    public static final class Builder {
        private final Map<String, Vertex> vertices = new LinkedHashMap<>();
        private final List<String> outputs = new ArrayList<>();

        private Builder() {}

        /** Adds a vertex and gives its key back, to be named as an input of the next. */
        public String add(String key, Operation operation, String... inputs) {
            return add(key, operation, List.of(inputs));
        }

        /** Adds a vertex and gives its key back, to be named as an input of the next. */
        public String add(String key, Operation operation, Collection<String> inputs) {
            if (vertices.put(key, new Vertex(key, operation, List.copyOf(inputs))) != null) {
                throw new IllegalArgumentException("Two vertices have the key '%s'.".formatted(key));
            }
            return key;
        }

        public Builder output(String key) {
            outputs.add(key);
            return this;
        }

        /** The architecture of everything that an output needs; unused inputs stay. */
        public Architecture build() {
            return new Architecture(new Topology(List.copyOf(vertices.values()), outputs).pruned());
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Architecture that
                && vertices().equals(that.vertices())
                && outputs().equals(that.outputs());
    }

    @Override
    public int hashCode() {
        return 31 * vertices().hashCode() + outputs().hashCode();
    }

    @Override
    public String toString() {
        return "Architecture of %d vertices, %d parameters".formatted(vertices().size(), cost.parameters());
    }
}
