package dev.espalier.network.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.architecture.Architecture;
import dev.espalier.data.Examples;
import dev.espalier.network.Bank;
import dev.espalier.network.FloatArray;
import dev.espalier.network.Loss;
import dev.espalier.network.Network;
import dev.espalier.network.Optimizer;
import dev.espalier.network.Step;
import dev.espalier.network.Weights;
import dev.espalier.trial.Seeds;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients against slopes of the loss of the written-out network: no engine of the other is needed. */
class GradientTest {
    @ParameterizedTest
    @MethodSource("dev.espalier.network.dl4j.EveryOperation#cases")
    void gradientIsTheSlopeOfTheLoss(String name, Architecture architecture) {
        Weights weights = Networks.weights(architecture, 1);
        for (Loss loss : Loss.values()) {
            Examples batch =
                    Parity.batch(architecture, 4, 7 + name.length() + loss.ordinal()); // every other is weighted
            try (Bank bank = new Dl4jEngine().bank(new Seeds(1), new Optimizer.Sgd(0, 0))) {
                bank.restore(weights);
                try (Network network = bank.network(architecture, loss)) {
                    Reference reference = new Reference(architecture, weights, true);
                    Map<String, FloatArray> gradient = network.gradient(batch).byKey();
                    if (!name.contains("Dropout[rate=0.5]")) { // training drops numbers, the reference does not
                        assertThat(network.train(batch, new Step(0, 0, 1)))
                                .isCloseTo(reference.loss(loss, batch), within(1e-5));
                    }
                    gradient.forEach((key, array) -> {
                        for (int i = 0; i < array.values().length; i += 1 + array.values().length / 5) {
                            assertThat((double) array.values()[i])
                                    .as("%s[%d] of %s", key, i, name)
                                    .isCloseTo(slope(reference, key, i, loss, batch), within(1e-5 + tolerance(array)));
                        }
                    });
                }
            }
        }
    }

    private static double slope(Reference reference, String key, int index, Loss loss, Examples batch) {
        double[] weight = reference.weight(key);
        double at = weight[index];
        weight[index] = at + 1e-5;
        double above = reference.loss(loss, batch);
        weight[index] = at - 1e-5;
        double below = reference.loss(loss, batch);
        weight[index] = at;
        return (above - below) / 2e-5;
    }

    private static double tolerance(FloatArray array) {
        return 1e-4 * Parity.norm(array.values());
    }
}
