package dev.espalier.network.dl4j;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Parameter;
import dev.espalier.architecture.Shape;
import dev.espalier.architecture.Vertex;
import dev.espalier.catalog.InvalidInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;

/** One translation of an architecture: adds vertex after vertex to a graph. */
final class Translation {
    /** Numbers in all parameters together: far beyond it ND4J dies instead of refusing. */
    private static final long MAX_SIZE = 1L << 28;

    /** Places that a window may reach over. */
    private static final long MAX_REACH = 1L << 12;

    private final Architecture architecture;
    private final Parts parts;
    private final Set<String> taken = new HashSet<>();
    private final Map<String, String> names = new HashMap<>();
    private final List<Slot> slots = new ArrayList<>();
    private long size;
    private final GraphBuilder graph = new NeuralNetConfiguration.Builder()
            .seed(0)
            .activation(Activation.IDENTITY)
            .weightInit(WeightInit.RELU)
            .updater(new Adam(1e-3))
            .graphBuilder();

    Translation(Architecture architecture, Parts parts) {
        this.architecture = architecture;
        this.parts = parts;
        architecture.vertices().forEach(vertex -> taken.add(vertex.key()));
    }

    Dl4jConfiguration translate() {
        for (Vertex vertex : architecture.vertices()) {
            claim(vertex);
            add(vertex);
        }
        architecture.inputs().forEach(this::refuseUnread);
        architecture.outputs().forEach(this::refuseExtent);
        List<String> predictions = new ArrayList<>();
        for (List<String> output : outputs()) {
            String name = fresh(predictions.isEmpty() ? "predictions" : "predictions" + (predictions.size() + 1));
            graph.addLayer(name, parts.loss(units(output)), together(output));
            predictions.add(name);
        }
        graph.setOutputs(predictions.toArray(String[]::new));
        return new Dl4jConfiguration(graph.build(), slots);
    }

    /** The outputs in front of each loss. */
    private List<List<String>> outputs() {
        return parts.together()
                ? List.of(architecture.outputs())
                : architecture.outputs().stream().map(List::of).toList();
    }

    private int units(List<String> outputs) {
        return outputs.stream()
                .mapToInt(output -> architecture.shape(output).channels())
                .sum();
    }

    private String together(List<String> outputs) {
        List<String> inputs = outputs.stream().map(this::name).toList();
        if (inputs.size() == 1) {
            return inputs.get(0);
        }
        String all = fresh("outputs");
        addVertex(all, new MergeVertex(), distinct(all, inputs));
        return all;
    }

    private void refuseUnread(Vertex input) {
        boolean read = architecture.outputs().contains(input.key())
                || architecture.vertices().stream()
                        .anyMatch(vertex -> vertex.inputs().contains(input.key()));
        refuse(input, !read, "is an input that nothing reads, which DL4J does not allow");
    }

    private void refuseExtent(String output) {
        refuse(
                architecture.vertex(output),
                !(architecture.shape(output) instanceof Shape.Vector),
                "gives %s, and an output must be a vector".formatted(architecture.shape(output)));
    }

    private void claim(Vertex vertex) {
        for (Parameter parameter : architecture.parameters(vertex)) {
            Slot slot = Slot.of(vertex.key(), vertex.operation(), parameter);
            size += slot.dl4jSize();
            refuse(
                    vertex,
                    size > MAX_SIZE,
                    "needs %d numbers for its %s, which makes %d for the network, above the bound of %d"
                            .formatted(slot.dl4jSize(), parameter.name(), size, MAX_SIZE));
            slots.add(slot);
        }
    }

    private void add(Vertex vertex) {
        Operation operation = vertex.operation();
        String key = vertex.key();
        if (operation instanceof Operation.Input input) {
            addInput(key, input.shape());
        } else if (operation instanceof Operation.Add) {
            addVertex(key, new ElementWiseVertex(ElementWiseVertex.Op.Add), distinct(vertex));
        } else if (operation instanceof Operation.Concatenate) {
            addVertex(key, new MergeVertex(), distinct(vertex));
        } else if (operation instanceof Operation.Flatten) {
            flatten(key, vertex);
        } else if (operation instanceof Operation.Zero zero) {
            addZero(vertex, zero.units());
        } else {
            addLayer(vertex);
        }
    }

    private void addLayer(Vertex vertex) {
        String key = vertex.key();
        long reach = Layers.reach(vertex.operation());
        refuse(vertex, reach > MAX_REACH, "reaches over %d places, above the bound of %d".formatted(reach, MAX_REACH));
        Layer layer = Layers.of(vertex.operation(), input(vertex), parts)
                .orElseThrow(() -> refusal(
                        vertex,
                        "is a " + vertex.operation().getClass().getSimpleName() + ", which DL4J cannot compute"));
        graph.addLayer(key, layer, name(vertex.inputs().get(0)));
        names.put(key, key);
    }

    private void addInput(String key, Shape shape) {
        graph.addInputs(key);
        if (shape instanceof Shape.Sequence sequence) {
            String image = fresh(key + "/image");
            graph.addVertex(image, new ReshapeVertex(-1, sequence.channels(), 1, sequence.length()), key);
            names.put(key, image);
        } else {
            names.put(key, key);
        }
    }

    private void addVertex(String key, GraphVertex vertex, List<String> inputs) {
        graph.addVertex(key, vertex, inputs.toArray(String[]::new));
        names.put(key, key);
    }

    private void flatten(String name, Vertex vertex) {
        int size = Math.toIntExact(input(vertex).size());
        addVertex(
                name, new ReshapeVertex(-1, size), List.of(name(vertex.inputs().get(0))));
    }

    /** The first numbers of the input, repeated until there are enough, times 0: it needs no parameter. */
    private void addZero(Vertex vertex, int units) {
        String flat = fresh(vertex.key() + "/flat");
        flatten(flat, vertex);
        int size = Math.toIntExact(input(vertex).size());
        int copies = (units + size - 1) / size;
        String wide = fresh(vertex.key() + "/wide");
        addVertex(wide, new MergeVertex(), distinct(wide, Collections.nCopies(copies, flat)));
        String part = fresh(vertex.key() + "/part");
        addVertex(part, new SubsetVertex(0, units - 1), List.of(wide));
        addVertex(vertex.key(), new ScaleVertex(0), List.of(part));
    }

    private List<String> distinct(Vertex vertex) {
        return distinct(vertex.key(), vertex.inputs().stream().map(this::name).toList());
    }

    /** DL4J loses the gradient of all but one of equal inputs: every further one becomes a vertex of its own. */
    private List<String> distinct(String key, List<String> inputs) {
        List<String> distinct = new ArrayList<>();
        for (String input : inputs) {
            if (distinct.contains(input)) {
                String copy = fresh(key + "/input" + distinct.size());
                graph.addVertex(copy, new ScaleVertex(1), input);
                distinct.add(copy);
            } else {
                distinct.add(input);
            }
        }
        return distinct;
    }

    private Shape input(Vertex vertex) {
        return architecture.inputShapes(vertex).get(0);
    }

    private String name(String key) {
        return Objects.requireNonNull(names.get(key), key);
    }

    private String fresh(String wish) {
        String name = wish;
        while (!taken.add(name)) {
            name += "'";
        }
        return name;
    }

    private void refuse(Vertex vertex, boolean wrong, String reason) {
        if (wrong) {
            throw refusal(vertex, reason);
        }
    }

    private InvalidInputException refusal(Vertex vertex, String reason) {
        return new InvalidInputException(
                "/vertices/" + architecture.vertices().indexOf(vertex),
                "The vertex '%s' %s.".formatted(vertex.key(), reason));
    }
}
