package dev.espalier.network.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Parameter;
import dev.espalier.architecture.Shape;
import dev.espalier.architecture.Vertex;
import dev.espalier.data.ClassWeights;
import dev.espalier.data.Examples;
import dev.espalier.network.Bank;
import dev.espalier.network.Engine;
import dev.espalier.network.FloatArray;
import dev.espalier.network.Loss;
import dev.espalier.network.Network;
import dev.espalier.network.Optimizer;
import dev.espalier.network.Weights;
import dev.espalier.network.torch.TorchEngine;
import dev.espalier.trial.Seeds;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Both engines on one architecture: equal parameters must give equal outputs and gradients. */
final class Parity {
    private static final double OUTPUTS = 1e-4;
    private static final double GRADIENTS = 1e-3;
    /** Share of the whole gradient's norm by which the gradients of {@link Absorbed} parameters may differ. */
    private static final double ROUNDING = 1e-6;

    /** What one engine computes. */
    private record Results(float[] outputs, Weights gradient) {}

    private Parity() {}

    /**
     * On one of three batches all must agree. A rectifier whose input is 0 but for rounding, or a maximum of two equal
     * numbers, may fall either way in one of hundreds of thousands; a real difference shows on every batch.
     */
    static void check(String name, Architecture architecture, Weights weights, long seed) {
        for (Loss loss : losses(architecture, seed)) {
            AssertionError last = null;
            for (int attempt = 0; attempt < 3; attempt++) {
                try {
                    check(
                            name + ", " + loss,
                            architecture,
                            weights,
                            loss,
                            batch(architecture, 16, seed + 1000 * attempt));
                    last = null;
                    break;
                } catch (AssertionError differs) {
                    last = differs;
                }
            }
            if (last != null) {
                throw last;
            }
        }
    }

    /** Behind a normalisation the gradient of the sum of outputs is nothing but rounding. */
    private static List<Loss> losses(Architecture architecture, long seed) {
        boolean normalizes = architecture.vertices().stream()
                .anyMatch(vertex -> vertex.operation() instanceof Operation.BatchNormalization);
        return Stream.of(seed % 3 == 0 ? Loss.values() : new Loss[] {Loss.values()[(int) (seed % 3)]})
                .filter(loss -> loss != Loss.OUTPUT_SUM || !normalizes)
                .toList();
    }

    private static void check(String name, Architecture architecture, Weights weights, Loss loss, Examples batch) {
        Results torch = compute(new TorchEngine(), architecture, weights, loss, batch);
        Results dl4j = compute(new Dl4jEngine(), architecture, weights, loss, batch);
        assertThat(greatestDifference(dl4j.outputs(), torch.outputs()) / greatest(torch.outputs()))
                .as("outputs of %s", name)
                .isLessThan(OUTPUTS);
        assertGradients(name, architecture, dl4j.gradient(), torch.gradient());
    }

    private static void assertGradients(String name, Architecture architecture, Weights dl4j, Weights torch) {
        assertThat(dl4j.byKey().keySet()).isEqualTo(torch.byKey().keySet());
        double whole = Math.sqrt(torch.byKey().values().stream()
                .mapToDouble(array -> square(norm(array.values())))
                .sum());
        for (Vertex vertex : architecture.vertices()) {
            architecture.parameters(vertex).stream()
                    .filter(Parameter::trainable)
                    .forEach(parameter -> {
                        FloatArray expected = torch.get(vertex.key(), parameter.name());
                        boolean absorbed = Absorbed.is(architecture, vertex, parameter);
                        assertThat(norm(difference(dl4j.get(vertex.key(), parameter.name()), expected)))
                                .as("gradient of '%s' of '%s' in %s", parameter.name(), vertex.key(), name)
                                .isLessThanOrEqualTo(absorbed ? ROUNDING * whole : GRADIENTS * norm(expected.values()));
                    });
        }
    }

    private static float[] difference(FloatArray actual, FloatArray expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        float[] difference = expected.values().clone();
        for (int i = 0; i < difference.length; i++) {
            difference[i] -= actual.values()[i];
        }
        return difference;
    }

    private static Results compute(
            Engine engine, Architecture architecture, Weights weights, Loss loss, Examples batch) {
        try (Bank bank = engine.bank(new Seeds(1), new Optimizer.Adam(0))) {
            bank.restore(weights);
            try (Network network = bank.network(architecture, loss)) {
                return new Results(network.outputs(batch), network.gradient(batch));
            }
        }
    }

    /** Standard normal features; targets that suit any loss, with weights where the seed is even. */
    static Examples batch(Architecture architecture, int size, long seed) {
        Shape shape = architecture.shape(architecture.inputs().get(0).key());
        int units = architecture.shape(architecture.outputs().get(0)).channels();
        float[] targets = new float[size * units];
        for (int row = 0; row < size; row++) {
            targets[row * units + Math.floorMod(seed + row, units)] = 1;
        }
        float[] features = Networks.numbers(size * Math.toIntExact(shape.size()), seed);
        return new Examples(shape, features, units, targets, seed % 2 == 0 ? weights(units) : null);
    }

    private static ClassWeights weights(int units) {
        return new ClassWeights(
                IntStream.range(0, units).mapToObj(unit -> 0.5 + unit).toList(),
                IntStream.range(0, units).mapToObj(unit -> 2.0 / (1 + unit)).toList());
    }

    private static double greatestDifference(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        double greatest = 0;
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).isFinite();
            greatest = Math.max(greatest, Math.abs(actual[i] - expected[i]));
        }
        return greatest;
    }

    private static double greatest(float[] numbers) {
        double greatest = 1e-9;
        for (float number : numbers) {
            greatest = Math.max(greatest, Math.abs(number));
        }
        return greatest;
    }

    static double norm(float[] numbers) {
        double sum = 0;
        for (float number : numbers) {
            sum += square(number);
        }
        return Math.sqrt(sum);
    }

    private static double square(double number) {
        return number * number;
    }
}
