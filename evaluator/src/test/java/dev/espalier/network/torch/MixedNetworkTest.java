package dev.espalier.network.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Shape;
import dev.espalier.data.Examples;
import dev.espalier.network.Bank;
import dev.espalier.network.Loss;
import dev.espalier.network.MixedNetwork;
import dev.espalier.network.Mixture;
import dev.espalier.network.Network;
import dev.espalier.network.Optimizer;
import dev.espalier.network.Step;
import dev.espalier.network.Vote;
import dev.espalier.network.Weights;
import dev.espalier.space.Decisions;
import dev.espalier.space.Ports;
import dev.espalier.space.RelaxedSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.space.Supernet;
import dev.espalier.trial.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MixedNetworkTest {
    private static final Shape SHAPE = new Shape.Image(1, 6, 6);
    private static final Seeds SEEDS = new Seeds(3);
    private static final int WHOLE_EDGE = -1;

    private static RelaxedSpace space(String name, int stages) {
        boolean branched = name.equals("branched");
        return (RelaxedSpace) SearchSpaces.catalog()
                .make(
                        name,
                        branched ? Map.of("layers", stages + 1, "width", 6) : Map.of("stemWidth", 4, "stages", stages))
                .fit(Ports.of(branched ? new Shape.Vector(36) : SHAPE, 3));
    }

    private static Bank bank() {
        return new TorchEngine().bank(SEEDS, new Optimizer.Sgd(0, 0));
    }

    private static Examples batch(int number) {
        return batch(number, SHAPE);
    }

    private static Examples batch(int number, Shape shape) {
        RandomGenerator random = SEEDS.stream("batch", number);
        float[] features = new float[64 * 36];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) random.nextGaussian();
        }
        float[] targets = new float[64 * 3];
        for (int row = 0; row < 64; row++) {
            targets[row * 3 + random.nextInt(3)] = 1;
        }
        return new Examples(shape, features, 3, targets);
    }

    private static Mixture uneven(Supernet supernet) {
        RandomGenerator random = SEEDS.stream("mixture");
        double[][] operations =
                new double[supernet.edges().size()][supernet.operations().size()];
        for (double[] row : operations) {
            Arrays.setAll(row, i -> 0.1 + 0.2 * random.nextDouble());
        }
        return new Mixture(
                operations,
                random.doubles(operations.length).map(one -> 0.5 + one / 2).toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cell", "darts-cell", "branched"})
    void mixtureOfAnArchitectureGivesItsOwnNetworksOutputs(String name) {
        RelaxedSpace space = space(name, 2);
        Supernet supernet = space.supernet(1);
        Shape shape = supernet.outer().shape("input");
        int compared = 0;
        try (Bank bank = bank()) {
            for (int i = 0; i < 7; i++) {
                Decisions play = space.complete(Decisions.none(), SEEDS.stream("play", i));
                Architecture architecture = space.decode(play);
                if (architecture.constant()) {
                    continue;
                }
                Mixture mixture = Mixture.of(supernet, space.operations(play));
                try (Network own = bank.network(architecture, Loss.CROSS_ENTROPY);
                        MixedNetwork mixed = bank.mixed(supernet, mixture, Loss.CROSS_ENTROPY)) {
                    own.estimateStatistics(List.of(batch(1, shape), batch(2, shape)));
                    mixed.estimateStatistics(List.of(batch(1, shape), batch(2, shape)));
                    float[] expected = own.outputs(batch(3, shape));
                    float[] found = mixed.outputs(batch(3, shape));
                    for (int j = 0; j < expected.length; j++) {
                        assertThat(found[j]).isCloseTo(expected[j], within(1e-4f * (1 + Math.abs(expected[j]))));
                    }
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(3);
    }

    @ParameterizedTest
    @CsvSource({"cell, 1", "cell, 4", "darts-cell, 1", "darts-cell, 2", "branched, 1"})
    void slopesAreThoseOfFiniteDifferences(String name, int share) {
        Supernet supernet = space(name, 1).supernet(share);
        Mixture mixture = uneven(supernet);
        Examples batch = batch(1, supernet.outer().shape("input"));
        try (Bank bank = bank()) {
            assertSlopes(bank, supernet, mixture, Vote.NONE, batch);
        }
    }

    private static void assertSlopes(Bank bank, Supernet supernet, Mixture mixture, Vote vote, Examples batch) {
        List<Double> found = new ArrayList<>();
        List<Double> expected = new ArrayList<>();
        try (MixedNetwork network = bank.mixed(supernet, mixture, Loss.CROSS_ENTROPY, vote)) {
            Mixture slopes = network.slopes(batch);
            for (int edge = 0; edge < supernet.edges().size(); edge += 5) {
                for (int operation = 1; operation < supernet.operations().size(); operation += 2) {
                    found.add(slopes.operations()[edge][operation]);
                    expected.add(difference(bank, supernet, mixture, vote, edge, operation, batch));
                }
                if (supernet.share() > 1) {
                    found.add(slopes.edges()[edge]);
                    expected.add(difference(bank, supernet, mixture, vote, edge, WHOLE_EDGE, batch));
                }
            }
        }
        double error = 0;
        double norm = 0;
        for (int i = 0; i < found.size(); i++) {
            error += Math.pow(found.get(i) - expected.get(i), 2);
            norm += Math.pow(expected.get(i), 2);
        }
        assertThat(Math.sqrt(norm))
                .as("a network that does not care would pass")
                .isGreaterThan(0.02);
        assertThat(Math.sqrt(error / norm))
                .as("%s by differences, %s by gradient; rectifiers bend", expected, found)
                .isLessThan(0.1);
    }

    private static double difference(
            Bank bank, Supernet supernet, Mixture mixture, Vote vote, int edge, int operation, Examples batch) {
        double step = 1e-3;
        return (loss(bank, supernet, moved(mixture, edge, operation, step), vote, batch)
                        - loss(bank, supernet, moved(mixture, edge, operation, -step), vote, batch))
                / (2 * step);
    }

    private static Mixture moved(Mixture mixture, int edge, int operation, double step) {
        double[][] operations =
                Arrays.stream(mixture.operations()).map(double[]::clone).toArray(double[][]::new);
        double[] edges = mixture.edges().clone();
        if (operation == WHOLE_EDGE) {
            edges[edge] += step;
        } else {
            operations[edge][operation] += step;
        }
        return new Mixture(operations, edges);
    }

    /** A step of rate 0 tells the loss in training mode. */
    private static double loss(Bank bank, Supernet supernet, Mixture mixture, Vote vote, Examples batch) {
        try (MixedNetwork network = bank.mixed(supernet, mixture, Loss.CROSS_ENTROPY, vote)) {
            return network.train(batch, new Step(0, 0, 1));
        }
    }

    /** Two networks of the bank that follow nobody. */
    private static Vote vote(Bank bank, Supernet supernet, double weight) {
        return new Vote(
                Stream.of(2, 3)
                        .map(operation -> Mixture.of(supernet, all(supernet, operation)))
                        .map(mixture -> bank.mixed(supernet, mixture, Loss.CROSS_ENTROPY))
                        .toList(),
                weight);
    }

    private static int[] all(Supernet supernet, int operation) {
        int[] chosen = new int[supernet.edges().size()];
        Arrays.fill(chosen, operation);
        return chosen;
    }

    @Test
    void slopesOfALossWithAVoteAreThoseOfFiniteDifferences() {
        Supernet supernet = space("cell", 1).supernet(1);
        Mixture mixture = uneven(supernet);
        try (Bank bank = bank();
                Vote vote = vote(bank, supernet, 3)) {
            assertSlopes(bank, supernet, mixture, vote, batch(1));
            assertThat(slopes(bank, supernet, mixture, vote)).isNotEqualTo(slopes(bank, supernet, mixture, Vote.NONE));
        }
    }

    private static Mixture slopes(Bank bank, Supernet supernet, Mixture mixture, Vote vote) {
        try (MixedNetwork network = bank.mixed(supernet, mixture, Loss.CROSS_ENTROPY, vote)) {
            return network.slopes(batch(1));
        }
    }

    @Test
    void voteAddsItsDivergenceFromTheMeanOfProbabilities() {
        Supernet supernet = space("cell", 1).supernet(1);
        Mixture mixture = uneven(supernet);
        Examples batch = batch(1);
        try (Bank bank = bank();
                Vote vote = vote(bank, supernet, 2);
                MixedNetwork network = bank.mixed(supernet, mixture, Loss.CROSS_ENTROPY)) {
            double added = loss(bank, supernet, mixture, vote, batch) - loss(bank, supernet, mixture, Vote.NONE, batch);
            double[][] own = probabilities(network, batch);
            double[][] one = probabilities(vote.teachers().get(0), batch);
            double[][] two = probabilities(vote.teachers().get(1), batch);
            double divergence = 0;
            for (int row = 0; row < own.length; row++) {
                for (int i = 0; i < 3; i++) {
                    double mean = (one[row][i] + two[row][i]) / 2;
                    divergence += mean * Math.log(mean / own[row][i]) / own.length;
                }
            }
            assertThat(divergence).isGreaterThan(0.001);
            assertThat(added).isCloseTo(2 * divergence, withinPercentage(1));
        }
    }

    /** With the batch's own statistics, as in training. */
    private static double[][] probabilities(Network network, Examples batch) {
        network.estimateStatistics(List.of(batch));
        float[] outputs = network.outputs(batch);
        double[][] rows = new double[batch.size()][3];
        for (int row = 0; row < rows.length; row++) {
            double sum = 0;
            for (int i = 0; i < 3; i++) {
                rows[row][i] = Math.exp(outputs[row * 3 + i]);
                sum += rows[row][i];
            }
            for (int i = 0; i < 3; i++) {
                rows[row][i] /= sum;
            }
        }
        return rows;
    }

    @Test
    void noGradientFlowsToWhoeverVotes() {
        Supernet supernet = space("cell", 1).supernet(1);
        Mixture mixture = uneven(supernet);
        try (Bank bank = bank();
                Bank apart = bank()) {
            loss(bank, supernet, mixture, Vote.NONE, batch(1));
            apart.restore(bank.weights());
            try (Vote same = vote(bank, supernet, 3);
                    Vote other = vote(apart, supernet, 3)) {
                Weights gradient = gradient(bank, supernet, mixture, same);
                assertThat(gradient).isEqualTo(gradient(bank, supernet, mixture, other));
                assertThat(gradient).isNotEqualTo(gradient(bank, supernet, mixture, Vote.NONE));
            }
            try (Vote weightless = vote(apart, supernet, 0)) {
                assertThat(gradient(bank, supernet, mixture, weightless))
                        .isEqualTo(gradient(bank, supernet, mixture, Vote.NONE));
            }
        }
    }

    private static Weights gradient(Bank bank, Supernet supernet, Mixture mixture, Vote vote) {
        try (MixedNetwork network = bank.mixed(supernet, mixture, Loss.CROSS_ENTROPY, vote)) {
            return network.gradient(batch(1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cell", "darts-cell"})
    void operationsThatAMixtureLeavesOutAreNeitherComputedNorMoved(String name) {
        RelaxedSpace space = space(name, 2);
        Supernet supernet = space.supernet(1);
        int[] chosen = all(supernet, 2);
        try (Bank bank = bank()) {
            slopes(bank, supernet, uneven(supernet), Vote.NONE);
            Weights before = bank.weights();
            try (MixedNetwork network = bank.mixed(supernet, Mixture.of(supernet, chosen), Loss.CROSS_ENTROPY)) {
                network.train(batch(1), new Step(0.1, 0, 1));
                assertThat(List.of(network.slopes(batch(2)).operations())).allSatisfy(row -> {
                    assertThat(row[1]).isZero();
                    assertThat(row[3]).isZero();
                });
            }
            Weights after = bank.weights();
            String left = "/" + (name.equals("cell") ? "conv3x3" : "sep_conv_3x3") + "/";
            String computed = "/" + (name.equals("cell") ? "conv1x1" : "dil_conv_3x3") + "/";
            assertThat(moved(before, after, left)).isZero();
            assertThat(moved(before, after, computed)).isPositive();
        }
    }

    private static long moved(Weights before, Weights after, String part) {
        return before.byKey().entrySet().stream()
                .filter(entry ->
                        entry.getKey().contains("/edge") && entry.getKey().contains(part))
                .filter(entry -> !entry.getValue().equals(after.byKey().get(entry.getKey())))
                .count();
    }
}
