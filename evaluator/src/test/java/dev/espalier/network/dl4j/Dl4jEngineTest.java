package dev.espalier.network.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Operation.Activation;
import dev.espalier.architecture.Operation.BatchNormalization;
import dev.espalier.architecture.Operation.Convolution;
import dev.espalier.architecture.Operation.GlobalPooling;
import dev.espalier.architecture.Operation.Pooling;
import dev.espalier.architecture.Shape;
import dev.espalier.data.Examples;
import dev.espalier.network.Bank;
import dev.espalier.network.Engine;
import dev.espalier.network.EngineException;
import dev.espalier.network.FloatArray;
import dev.espalier.network.Loss;
import dev.espalier.network.Network;
import dev.espalier.network.Optimizer;
import dev.espalier.network.Step;
import dev.espalier.network.Weights;
import dev.espalier.network.torch.TorchEngine;
import dev.espalier.tensor.NativeMemory;
import dev.espalier.trial.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class Dl4jEngineTest {
    private static final Engine ENGINE = new Dl4jEngine();
    private static final Optimizer ADAM = new Optimizer.Adam(1e-2);
    private static final Optimizer SGD = new Optimizer.Sgd(0.9, 1e-2);

    private static Architecture cnn(Operation... more) {
        List<Operation> operations = new ArrayList<>(List.of(
                Convolution.of(4, 3),
                new BatchNormalization(),
                new Activation(Activation.Function.RELU),
                new Operation.DepthwiseConvolution(3, 2, 2, true)));
        operations.addAll(List.of(more));
        operations.add(new GlobalPooling(Pooling.Kind.AVERAGE));
        return Networks.behind(new Shape.Image(2, 6, 6), operations.toArray(Operation[]::new));
    }

    private static List<Double> train(Bank bank, Architecture architecture, int from, int to) {
        List<Double> losses = new ArrayList<>();
        try (Network network = bank.network(architecture, Loss.CROSS_ENTROPY)) {
            for (int i = from; i < to; i++) {
                losses.add(network.train(Parity.batch(architecture, 8, i), new Step(0.01, 0.5, i)));
            }
        }
        return losses;
    }

    @Test
    void bothEnginesTrainAlike() {
        Architecture architecture = cnn();
        for (Optimizer optimizer : List.of(ADAM, SGD)) {
            try (Bank ours = ENGINE.bank(new Seeds(3), optimizer);
                    Bank theirs = new TorchEngine().bank(new Seeds(3), optimizer)) {
                List<Double> expected = train(theirs, architecture, 0, 10);
                List<Double> losses = train(ours, architecture, 0, 10);
                for (int i = 0; i < losses.size(); i++) {
                    assertThat(losses.get(i)).isCloseTo(expected.get(i), within(1e-4));
                }
                assertClose(ours.snapshot(), theirs.snapshot());
            }
        }
    }

    @Test
    void bothEnginesEstimateTheSameStatistics() {
        Architecture architecture = cnn();
        List<Examples> batches = List.of(Parity.batch(architecture, 8, 1), Parity.batch(architecture, 5, 2));
        List<Weights> weights = new ArrayList<>();
        for (Engine engine : List.of(ENGINE, new TorchEngine())) {
            try (Bank bank = engine.bank(new Seeds(3), SGD);
                    Network network = bank.network(architecture, Loss.CROSS_ENTROPY)) {
                Weights before = bank.weights();
                network.estimateStatistics(batches);
                weights.add(network.weights());
                assertThat(bank.weights()).isEqualTo(before).isNotEqualTo(network.weights());
            }
        }
        assertClose(weights.get(0), weights.get(1));
    }

    @Test
    void aSingleExampleHasNoVarianceAndLeavesNumbers() {
        Architecture architecture =
                Networks.behind(new Shape.Vector(3), new Operation.Dense(4, true), new BatchNormalization());
        List<Weights> trained = new ArrayList<>();
        List<Weights> estimated = new ArrayList<>();
        for (Engine engine : List.of(ENGINE, new TorchEngine())) {
            try (Bank bank = engine.bank(new Seeds(3), SGD);
                    Network network = bank.network(architecture, Loss.CROSS_ENTROPY)) {
                Examples one = Parity.batch(architecture, 1, 1);
                network.train(one, new Step(0.01, 0, 1));
                trained.add(bank.weights());
                network.estimateStatistics(List.of(one));
                estimated.add(network.weights());
            }
        }
        assertClose(trained.get(1), trained.get(0));
        assertClose(estimated.get(1), estimated.get(0));
    }

    private static void assertClose(Weights actual, Weights expected) {
        assertThat(actual.byKey().keySet()).isEqualTo(expected.byKey().keySet());
        expected.byKey().forEach((key, array) -> {
            FloatArray other = Objects.requireNonNull(actual.byKey().get(key));
            for (int i = 0; i < array.values().length; i++) {
                assertThat(other.values()[i]).as(key).isCloseTo(array.values()[i], within(1e-4f));
            }
        });
    }

    @Test
    void restoredSnapshotTrainsOnBitForBit() {
        Architecture architecture = cnn(new Operation.Dropout(0.3));
        for (Optimizer optimizer : List.of(ADAM, SGD)) {
            try (Bank whole = ENGINE.bank(new Seeds(9), optimizer);
                    Bank resumed = ENGINE.bank(new Seeds(9), optimizer)) {
                train(whole, architecture, 0, 5);
                resumed.restore(whole.snapshot());
                assertThat(train(resumed, architecture, 5, 10)).isEqualTo(train(whole, architecture, 5, 10));
                assertThat(resumed.snapshot()).isEqualTo(whole.snapshot());
            }
        }
    }

    @Test
    void dropoutDrawsFromTheStepAlone() {
        Architecture architecture = Networks.behind(new Shape.Vector(50), new Operation.Dropout(0.5));
        Examples batch = Parity.batch(architecture, 4, 1);
        try (Bank bank = ENGINE.bank(new Seeds(2), new Optimizer.Sgd(0, 0));
                Network network = bank.network(architecture, Loss.SQUARED_ERROR)) {
            double loss = network.train(batch, new Step(0, 0, 1));
            assertThat(network.train(batch, new Step(0, 0, 2))).isNotEqualTo(loss);
            network.gradient(batch);
            assertThat(network.train(batch, new Step(0, 0, 1))).isEqualTo(loss);
            Weights gradient = network.gradient(batch);
            assertThat(network.gradient(batch)).isEqualTo(gradient);
        }
    }

    @Test
    void droppedNumbersGetNoGradientAndTheOthersAScaledOne() {
        Architecture architecture = Networks.behind(new Shape.Vector(40), new Operation.Dropout(0.25));
        Examples one = new Examples(new Shape.Vector(40), Networks.numbers(40, 1), 3, new float[] {100, 100, 100});
        try (Bank bank = ENGINE.bank(new Seeds(2), new Optimizer.Sgd(0, 0));
                Network network = bank.network(architecture, Loss.SQUARED_ERROR)) {
            float[] before = network.weights().get("output", "weight").values();
            network.train(one, new Step(1e-4, 0, 5));
            float[] after = network.weights().get("output", "weight").values();
            int still = 0;
            for (int i = 0; i < 40; i++) {
                still += before[i] == after[i] ? 1 : 0;
            }
            assertThat(still).isBetween(3, 18);
        }
    }

    @Test
    void twoThreadsComputeTheSameBitsAsOne() throws Exception {
        Architecture architecture = cnn(new Operation.Dropout(0.3));
        Callable<List<Double>> training = () -> {
            try (Bank bank = ENGINE.bank(new Seeds(9), ADAM)) {
                return train(bank, architecture, 0, 20);
            }
        };
        List<Double> alone = training.call();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            for (Future<List<Double>> one : pool.invokeAll(List.of(training, training))) {
                assertThat(one.get()).isEqualTo(alone);
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void equalKeysAndShapesShareWhatIsLearned() {
        Architecture architecture = cnn();
        Examples batch = Parity.batch(architecture, 8, 1);
        try (Bank bank = ENGINE.bank(new Seeds(2), ADAM);
                Network one = bank.network(architecture, Loss.CROSS_ENTROPY);
                Network other = bank.network(architecture, Loss.CROSS_ENTROPY)) {
            float[] before = other.outputs(batch);
            one.train(batch, new Step(0.1, 0, 1));
            assertThat(other.outputs(batch)).isEqualTo(one.outputs(batch)).isNotEqualTo(before);
        }
    }

    @Test
    void whatIsPredictedFollowsEveryChange() {
        Architecture architecture = cnn();
        Examples batch = Parity.batch(architecture, 8, 1);
        Weights weights = Networks.weights(architecture, 5);
        List<float[]> ours = new ArrayList<>();
        List<float[]> theirs = new ArrayList<>();
        for (Engine engine : List.of(ENGINE, new TorchEngine())) {
            List<float[]> outputs = engine == ENGINE ? ours : theirs;
            try (Bank bank = engine.bank(new Seeds(2), SGD);
                    Network network = bank.network(architecture, Loss.CROSS_ENTROPY)) {
                outputs.add(network.outputs(batch));
                network.train(batch, new Step(0.1, 0, 1));
                outputs.add(network.outputs(batch));
                network.estimateStatistics(List.of(batch));
                outputs.add(network.outputs(batch));
                network.gradient(batch);
                outputs.add(network.outputs(batch));
                network.train(batch, new Step(0, 0, 1));
                outputs.add(network.outputs(batch));
                bank.restore(weights);
                outputs.add(network.outputs(batch));
            }
        }
        for (int i = 0; i < ours.size(); i++) {
            assertThat(ours.get(i)).as("outputs %d", i).containsExactly(theirs.get(i), within(1e-4f));
        }
    }

    @Test
    void zerosThatStandForADilationAreNeverTrained() {
        Architecture architecture = cnn();
        Examples batch = Parity.batch(architecture, 8, 1);
        try (Bank bank = ENGINE.bank(new Seeds(2), ADAM);
                Network network = bank.network(architecture, Loss.CROSS_ENTROPY)) {
            for (int i = 0; i < 5; i++) {
                network.train(batch, new Step(0.1, 0, i));
            }
            double[] expected = new Reference(architecture, network.weights(), false).outputs(batch.features(), 8);
            float[] outputs = network.outputs(batch);
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) outputs[i]).isCloseTo(expected[i], within(1e-4));
            }
        }
    }

    @Test
    void severalOutputsAreOneBehindTheOther() {
        Architecture architecture = EveryOperation.twoOutputs();
        Weights weights = Networks.weights(architecture, 1);
        Examples batch = new Examples(new Shape.Vector(4), Networks.numbers(12, 1), 5, new float[15]);
        List<float[]> outputs = new ArrayList<>();
        for (Engine engine : List.of(ENGINE, new TorchEngine())) {
            try (Bank bank = engine.bank(new Seeds(1), SGD)) {
                bank.restore(weights);
                try (Network network = bank.network(architecture, Loss.SQUARED_ERROR)) {
                    outputs.add(network.outputs(batch));
                }
            }
        }
        assertThat(outputs.get(0)).containsExactly(outputs.get(1), within(1e-5f));
    }

    @Test
    void memoryDoesNotGrowOverHundredsOfSteps() {
        Architecture architecture = cnn(new Operation.Dropout(0.3));
        Examples batch = Parity.batch(architecture, 512, 1);
        try (Bank bank = ENGINE.bank(new Seeds(9), ADAM);
                Network network = bank.network(architecture, Loss.CROSS_ENTROPY)) {
            for (int i = 0; i < 100; i++) {
                network.train(batch, new Step(0.001, 1, i));
            }
            long before = NativeMemory.bytes();
            for (int i = 0; i < 400; i++) {
                network.train(batch, new Step(0.001, 1, i));
                network.outputs(batch);
            }
            // A batch and its activations are above 1 MB: forgotten, they would make 400 MB and more.
            assertThat(NativeMemory.bytes() - before).isLessThan(200L << 20);
        }
    }

    @Test
    void tooMuchMemoryIsAnErrorAndTheProcessLives() {
        Architecture huge = Networks.behind(
                new Shape.Image(1, 8, 8), Convolution.of(4_000_000, 1), new GlobalPooling(Pooling.Kind.AVERAGE));
        Examples batch = Parity.batch(huge, 64, 1);
        try (Bank bank = ENGINE.bank(new Seeds(9), ADAM);
                Network network = bank.network(huge, Loss.CROSS_ENTROPY)) {
            assertThatThrownBy(() -> network.outputs(batch)).isInstanceOf(EngineException.class);
        }
        try (Bank bank = ENGINE.bank(new Seeds(9), ADAM)) {
            assertThat(train(bank, cnn(), 0, 2)).allMatch(Double::isFinite);
        }
    }
}
