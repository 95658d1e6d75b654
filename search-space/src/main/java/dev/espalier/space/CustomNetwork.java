package dev.espalier.space;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Shape;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.space.CustomTemplate.Block;
import dev.espalier.space.CustomTemplate.Chosen;
import dev.espalier.space.CustomTemplate.Join;
import dev.espalier.space.CustomTemplate.Layer;
import dev.espalier.space.CustomTemplate.Point;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes the network of one play of a space that a person wrote. */
final class CustomNetwork {
    private static final int MAX_VERTICES = 4_000;
    private static final int MAX_KEY = 200;
    /** Those of the document that are followed, copies of blocks included; one without layers adds nothing above. */
    private static final int MAX_POINTS = 100_000;

    private final SpaceReader.Definition definition;
    private final Ports ports;
    private final int[] answers;
    private final Layers layers;
    private final Map<String, Shape> shapes = new HashMap<>();
    private int followed;

    private CustomNetwork(SpaceReader.Definition definition, Ports ports, int[] answers) {
        this.definition = definition;
        this.ports = ports;
        this.answers = answers;
        this.layers = new Layers(ports);
        shapes.put(Layers.INPUT, ports.input());
    }

    /** @param answers the option of every decision, the first one where it was not asked */
    static Architecture of(SpaceReader.Definition definition, Ports ports, int[] answers) {
        return new CustomNetwork(definition, ports, answers).whole();
    }

    private Architecture whole() {
        String last = write(definition.graph(), "", Layers.INPUT);
        if (last == null) {
            return Layers.constant(ports);
        }
        return shape(last) instanceof Shape.Vector ? layers.vectorHead(last) : layers.imageHead(last);
    }

    /** Writes a block behind {@code input}; null where no path leads through it. */
    private @Nullable String write(Block block, String prefix, String input) {
        Map<String, String> results = new HashMap<>();
        results.put(Layers.INPUT, input);
        for (Point point : block.points()) {
            List<String> inputs = point.inputs().stream()
                    .map(results::get)
                    .filter(Objects::nonNull)
                    .toList();
            String result = inputs.isEmpty() ? null : write(point, prefix + point.key(), inputs);
            if (result != null) {
                results.put(point.key(), result);
            }
        }
        return results.get(block.output());
    }

    private @Nullable String write(Point point, String key, List<String> inputs) {
        if (++followed > MAX_POINTS || key.length() > MAX_KEY) {
            throw new InvalidInputException(
                    point.pointer(),
                    "With its copies in blocks the vertex '%s' is one too many (bound %d) or its key too long (bound %d)."
                            .formatted(key, MAX_POINTS, MAX_KEY));
        }
        Chosen chosen = Chosen.of(point.body(), answers);
        if (chosen.body() instanceof CustomTemplate.Stack stack) {
            String last = joined(point, key, inputs);
            Map<String, Integer> used = new HashMap<>();
            for (Layer layer : stack.layers()) {
                int count = used.merge(layer.type(), 1, Integer::sum);
                String name = key + chosen.path() + "/" + layer.type() + (count == 1 ? "" : count);
                Operation operation = LayerReader.make(layer, answers, shape(last));
                last = add(layer.pointer(), name, operation, List.of(last));
            }
            return last;
        }
        if (chosen.body() instanceof CustomTemplate.Use use) {
            Block block = Objects.requireNonNull(definition.blocks().get(use.block()));
            return write(block, key + "/", joined(point, key, inputs));
        }
        return null;
    }

    private String joined(Point point, String key, List<String> inputs) {
        if (inputs.size() == 1) {
            return inputs.get(0);
        }
        return point.join() == Join.ADD
                ? add(point.pointer(), key + "/sum", new Operation.Add(), inputs)
                : add(point.pointer(), key + "/concatenation", new Operation.Concatenate(), inputs);
    }

    private String add(String pointer, String key, Operation operation, List<String> inputs) {
        if (shapes.size() >= MAX_VERTICES || key.length() > MAX_KEY) {
            throw new InvalidInputException(
                    pointer,
                    "The vertex '%s' is one too many (bound %d) or its key too long (bound %d)."
                            .formatted(key, MAX_VERTICES, MAX_KEY));
        }
        try {
            shapes.put(key, operation.output(inputs.stream().map(this::shape).toList()));
        } catch (IllegalArgumentException | ArithmeticException refused) {
            throw new InvalidInputException(pointer, "Vertex '%s': %s".formatted(key, refused.getMessage()), refused);
        }
        return layers.add(key, operation, inputs.toArray(String[]::new));
    }

    private Shape shape(String key) {
        return Objects.requireNonNull(shapes.get(key));
    }
}
