package dev.espalier.evaluator;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Shape;
import dev.espalier.architecture.Vertex;
import dev.espalier.data.Examples;
import dev.espalier.network.Bank;
import dev.espalier.network.FloatArray;
import dev.espalier.network.Loss;
import dev.espalier.network.Network;
import dev.espalier.network.Weights;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * SynFlow (Tanaka 2020): the sum of weight times gradient where all weights are positive and the input is ones.
 *
 * <p>Normalisations, which would undo the absolute weights, are passed over; so the flow of a deep network has no room in
 * single precision. Since it is in proportion to the input and to what the outputs are multiplied with (exactly so where
 * all activations are rectifiers), both are made smaller until it has, and the flow is made greater again.
 *
 * @param banks each with the first weights
 * @param shape of the input
 */
record SynapticFlow(Supplier<Bank> banks, Shape shape) {
    /** What the input and the outputs are halved by, once more where there is no room. */
    private static final int HALVINGS = 48;

    private static final int MOST_HALVINGS = 96;
    private static final String OUTPUT_SCALE = "output-scale/";

    /** Infinite or NaN where even that does not help. */
    double of(Architecture architecture) {
        Architecture plain = withoutNormalization(architecture);
        try (Bank drawn = banks.get();
                Network network = drawn.network(plain, Loss.OUTPUT_SUM);
                Bank positive = banks.get()) {
            Map<String, FloatArray> absolute = absolute(network.weights());
            double flow = Double.NaN;
            for (int halvings = 0; halvings <= MOST_HALVINGS && !Double.isFinite(flow); halvings += HALVINGS) {
                float scale = Math.scalb(1f, -halvings);
                absolute.replaceAll((key, array) -> key.startsWith(OUTPUT_SCALE) ? filled(array, scale) : array);
                positive.restore(new Weights(absolute));
                flow = Math.scalb(flow(positive, plain, scale), 2 * halvings);
            }
            return flow;
        }
    }

    private double flow(Bank bank, Architecture plain, float scale) {
        try (Network network = bank.network(plain, Loss.OUTPUT_SUM)) {
            float[] features = new float[Math.toIntExact(shape.size())];
            Arrays.fill(features, scale);
            int units = plain.outputs().size();
            Examples one = new Examples(shape, features, units, new float[units]);
            Map<String, FloatArray> gradient =
                    new TreeMap<>(network.gradient(one).byKey());
            gradient.keySet().removeIf(key -> key.startsWith(OUTPUT_SCALE));
            return Saliency.flow(network.weights(), new Weights(gradient));
        }
    }

    /** And each output summed, by a layer whose weights scale it. */
    private static Architecture withoutNormalization(Architecture architecture) {
        Architecture.Builder builder = Architecture.builder();
        for (Vertex vertex : architecture.vertices()) {
            Operation operation = vertex.operation();
            builder.add(
                    vertex.key(),
                    operation instanceof Operation.BatchNormalization ? new Operation.Identity() : operation,
                    vertex.inputs());
        }
        architecture
                .outputs()
                .forEach(key -> builder.output(builder.add(OUTPUT_SCALE + key, new Operation.Dense(1, false), key)));
        return builder.build();
    }

    private static FloatArray filled(FloatArray like, float value) {
        float[] values = new float[like.values().length];
        Arrays.fill(values, value);
        return new FloatArray(like.shape(), values);
    }

    private static Map<String, FloatArray> absolute(Weights weights) {
        Map<String, FloatArray> byKey = new TreeMap<>();
        weights.byKey().forEach((key, array) -> {
            float[] values = array.values().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.abs(values[i]);
            }
            byKey.put(key, new FloatArray(array.shape(), values));
        });
        return byKey;
    }
}
