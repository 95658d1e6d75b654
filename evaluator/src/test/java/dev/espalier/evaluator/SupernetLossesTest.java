package dev.espalier.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.architecture.Shape;
import dev.espalier.data.Examples;
import dev.espalier.network.Bank;
import dev.espalier.network.Loss;
import dev.espalier.network.MixedNetwork;
import dev.espalier.network.Optimizer;
import dev.espalier.network.Step;
import dev.espalier.network.Vote;
import dev.espalier.network.torch.TorchEngine;
import dev.espalier.space.Ports;
import dev.espalier.space.RelaxedSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.space.Supernet;
import dev.espalier.trial.Seeds;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gradient of all that the alphas' loss is made of. */
class SupernetLossesTest {
    private static final Seeds SEEDS = new Seeds(4);
    private static final int ROWS = 64;
    private static final double NUDGE = 0.02;

    /** A supernet, its noise, and what its loss is made of. */
    private record Scene(
            RelaxedSpace space, Supernet supernet, boolean noisy, Loss loss, double distillation, double resource) {
        static Scene of(String name, boolean noisy, Loss loss, double distillation, double resource) {
            Shape shape = name.equals("branched") ? new Shape.Vector(16) : new Shape.Image(1, 4, 4);
            RelaxedSpace space = (RelaxedSpace) SearchSpaces.catalog()
                    .make(name, name.equals("branched") ? Map.of("width", 6) : Map.of("stemWidth", 4, "stages", 1))
                    .fit(Ports.of(shape, 3));
            return new Scene(space, space.supernet(1), noisy, loss, distillation, resource);
        }

        Examples batch() {
            RandomGenerator random = SEEDS.stream("batch");
            float[] features = new float[ROWS * 16];
            float[] targets = new float[ROWS * 3];
            for (int i = 0; i < features.length; i++) {
                features[i] = (float) random.nextGaussian();
            }
            for (int i = 0; i < targets.length; i++) {
                targets[i] = features[i] > 0 ? 1 : 0;
            }
            return new Examples(supernet.outer().shape("input"), features, 3, targets);
        }

        Alphas alphas(double[] values) {
            Alphas alphas = new Alphas(supernet, SEEDS.stream("alphas"));
            alphas.values(values);
            return alphas;
        }

        Relaxation relaxation(Alphas alphas) {
            return noisy
                    ? Relaxation.noisy(supernet, alphas, 1.5, SEEDS.stream("noise"))
                    : Relaxation.mixed(supernet, alphas);
        }

        ResourceLoss resources() {
            return new ResourceLoss(space, supernet, resource);
        }

        Vote vote(Bank bank) {
            double[] other = values("other", 2);
            return new Vote(
                    List.of(bank.mixed(supernet, relaxation(alphas(other)).mixture(), loss)), distillation);
        }

        double[] values(String stream, double bound) {
            int count = supernet.edges().size() * (supernet.operations().size() + 1);
            return SEEDS.stream(stream).doubles(count, -bound, bound).toArray();
        }

        /** A step of rate 0 tells the loss in training mode. */
        double loss(Bank bank, Vote vote, double[] values) {
            Alphas alphas = alphas(values);
            try (MixedNetwork network = bank.mixed(supernet, relaxation(alphas).mixture(), loss, vote)) {
                return network.train(batch(), new Step(0, 0, 1)) + resources().of(alphas);
            }
        }

        double[] gradient(Bank bank, Vote vote, double[] values) {
            Alphas alphas = alphas(values);
            TwoLosses losses = new SupernetLosses(bank, loss, relaxation(alphas), vote, batch(), batch());
            return resources().addedTo(AlphaGradient.firstOrder().of(losses), alphas);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "branched, false, SQUARED_ERROR, 0, 0",
        "branched, true, BINARY_CROSS_ENTROPY, 0, 0",
        "branched, true, SQUARED_ERROR, 0, 3",
        "branched, true, BINARY_CROSS_ENTROPY, 2, 1",
        "branched, false, SQUARED_ERROR, 2, 0",
        "cell, false, CROSS_ENTROPY, 2, 3"
    })
    void gradientByTheAlphasIsThatOfFiniteDifferences(
            String name, boolean noisy, Loss loss, double distillation, double resource) {
        Scene scene = Scene.of(name, noisy, loss, distillation, resource);
        double[] values = scene.values("values", 1);
        int operations = values.length - scene.supernet().edges().size();
        double error = 0;
        double norm = 0;
        try (Bank bank = new TorchEngine().bank(SEEDS, new Optimizer.Sgd(0, 0));
                Vote vote = scene.vote(bank)) {
            double[] gradient = scene.gradient(bank, vote, values);
            for (int i = 0; i < operations; i++) {
                double expected = (scene.loss(bank, vote, nudged(values, i, NUDGE))
                                - scene.loss(bank, vote, nudged(values, i, -NUDGE)))
                        / (2 * NUDGE);
                error += Math.pow(gradient[i] - expected, 2);
                norm += expected * expected;
            }
        }
        assertThat(Math.sqrt(norm)).isGreaterThan(0.005);
        assertThat(Math.sqrt(error / norm)).as("rectifiers bend").isLessThan(0.03);
    }

    private static double[] nudged(double[] values, int place, double distance) {
        double[] nudged = values.clone();
        nudged[place] += distance;
        return nudged;
    }
}
