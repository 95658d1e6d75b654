package dev.espalier.architecture;

import dev.espalier.architecture.Operation.Activation.Function;
import dev.espalier.architecture.Operation.Pooling.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Networks over one small image whose inner vertices all have the same shape, and changed copies of them. */
public final class RandomArchitectures {
    private static final Shape SHAPE = new Shape.Image(2, 4, 4);
    private static final List<Operation> UNARY = List.of(
            new Operation.Activation(Function.RELU),
            Operation.Convolution.of(2, 1),
            Operation.Convolution.of(2, 3),
            new Operation.Pooling(Kind.AVERAGE, 3, 1));

    private RandomArchitectures() {}

    /** A connected network of about so many vertices; few kinds of operations, so that many look alike. */
    public static Architecture draw(RandomGenerator random, int vertices) {
        Architecture.Builder builder = Architecture.builder();
        List<String> keys = new ArrayList<>(List.of(builder.add("in", new Operation.Input(SHAPE))));
        for (int i = 0; i < vertices; i++) {
            String key = "v" + i;
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> builder.add(key, UNARY.get(random.nextInt(UNARY.size())), pick(random, keys));
                case 3, 4 ->
                    builder.add(
                            key,
                            new Operation.Add(),
                            IntStream.rangeClosed(0, 1 + random.nextInt(2))
                                    .mapToObj(n -> pick(random, keys))
                                    .toList());
                default -> {
                    String left = pick(random, keys);
                    builder.add(key + "/both", new Operation.Concatenate(), left, pick(random, keys));
                    builder.add(key, Operation.Convolution.of(2, 1), key + "/both");
                }
            }
            keys.add(key);
        }
        List<String> ends = new ArrayList<>(keys.subList(keys.size() - 2, keys.size()));
        builder.output(builder.add("end", new Operation.Add(), ends));
        return builder.build();
    }

    private static String pick(RandomGenerator random, List<String> keys) {
        int latest = Math.min(keys.size(), 5);
        return keys.get(keys.size() - 1 - random.nextInt(latest));
    }

    /** The same network with other keys, its vertices and the inputs of its sums in another order. */
    public static Architecture permuted(Architecture architecture, RandomGenerator random) {
        List<Integer> names = shuffled(
                IntStream.range(0, architecture.vertices().size()).boxed().toList(), random);
        Map<String, String> renamed = new TreeMap<>();
        architecture.vertices().forEach(vertex -> renamed.put(vertex.key(), "k" + names.get(renamed.size())));
        List<Vertex> vertices = architecture.vertices().stream()
                .map(vertex -> {
                    List<String> inputs =
                            vertex.inputs().stream().map(renamed::get).toList();
                    return new Vertex(
                            Objects.requireNonNull(renamed.get(vertex.key())),
                            vertex.operation(),
                            vertex.operation().commutative() ? shuffled(inputs, random) : inputs);
                })
                .toList();
        return new Architecture(
                shuffled(vertices, random),
                architecture.outputs().stream().map(renamed::get).toList());
    }

    /** A network that differs in one operation, one connection or one order; it may compute the same all the same. */
    public static Architecture mutated(Architecture architecture, RandomGenerator random) {
        List<Vertex> vertices = new ArrayList<>(architecture.vertices());
        int index = 1 + random.nextInt(vertices.size() - 1);
        Vertex vertex = vertices.get(index);
        List<String> inputs = new ArrayList<>(vertex.inputs());
        Operation operation = vertex.operation();
        if (UNARY.contains(operation)
                && architecture.inputShapes(vertex).get(0).equals(SHAPE)
                && random.nextBoolean()) {
            operation = UNARY.get(random.nextInt(UNARY.size()));
        } else if (inputs.size() > 1 && random.nextBoolean()) {
            Collections.swap(inputs, 0, inputs.size() - 1);
        } else {
            int place = random.nextInt(inputs.size());
            Shape old = architecture.shape(inputs.get(place));
            List<String> earlier = vertices.subList(0, index).stream()
                    .map(Vertex::key)
                    .filter(key -> architecture.shape(key).equals(old))
                    .toList();
            inputs.set(place, earlier.get(random.nextInt(earlier.size())));
        }
        vertices.set(index, new Vertex(vertex.key(), operation, inputs));
        return pruned(vertices, architecture.outputs());
    }

    static Architecture pruned(List<Vertex> vertices, List<String> outputs) {
        Architecture.Builder builder = Architecture.builder();
        vertices.forEach(vertex -> builder.add(vertex.key(), vertex.operation(), vertex.inputs()));
        outputs.forEach(builder::output);
        return builder.build();
    }

    static <T> List<T> shuffled(List<T> items, RandomGenerator random) {
        List<T> left = new ArrayList<>(items);
        return IntStream.range(0, items.size())
                .mapToObj(i -> left.remove(random.nextInt(left.size())))
                .collect(Collectors.toList());
    }
}
