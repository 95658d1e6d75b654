package dev.espalier.network.dl4j;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Parameter;
import dev.espalier.architecture.Shape;
import dev.espalier.architecture.Vertex;
import dev.espalier.network.FloatArray;
import dev.espalier.network.Weights;
import dev.espalier.trial.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Small networks and numbers for tests. */
final class Networks {
    private Networks() {}

    /** These operations behind each other, keys "0", "1"..., between the input "data" and three outputs "output". */
    static Architecture behind(Shape input, Operation... operations) {
        List<Vertex> vertices = new ArrayList<>();
        vertices.add(new Vertex("data", new Operation.Input(input), List.of()));
        for (Operation operation : operations) {
            String last = vertices.get(vertices.size() - 1).key();
            vertices.add(new Vertex(String.valueOf(vertices.size() - 1), operation, List.of(last)));
        }
        vertices.add(new Vertex(
                "flat",
                new Operation.Flatten(),
                List.of(vertices.get(vertices.size() - 1).key())));
        vertices.add(new Vertex("output", new Operation.Dense(3, true), List.of("flat")));
        return new Architecture(vertices, List.of("output"));
    }

    /** Numbers for every parameter, none of them at its usual start. */
    static Weights weights(Architecture architecture, long seed) {
        Map<String, FloatArray> weights = new TreeMap<>();
        architecture
                .vertices()
                .forEach(vertex -> architecture.parameters(vertex).forEach(parameter -> {
                    String key = Weights.key(vertex.key(), parameter.name());
                    RandomGenerator random = new Seeds(seed).stream(key);
                    float[] values = new float[Math.toIntExact(parameter.size())];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = (float) near(parameter, random.nextGaussian());
                    }
                    weights.put(key, new FloatArray(parameter.shape(), values));
                }));
        return new Weights(weights);
    }

    private static double near(Parameter parameter, double normal) {
        return switch (parameter.start()) {
            case HE_NORMAL -> normal * Math.sqrt(2.0 / parameter.fanIn());
            case ONES -> 1 + 0.3 * normal;
            case ZEROS, RUNNING_MEAN -> 0.3 * normal;
            case RUNNING_VARIANCE -> 0.5 + Math.abs(0.5 * normal);
        };
    }

    /** Numbers of a standard normal. */
    static float[] numbers(int count, long seed) {
        RandomGenerator random = new Seeds(seed).stream("numbers");
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }
}
