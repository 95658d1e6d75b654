package dev.espalier.controller;

import dev.espalier.tensor.Adam;
import dev.espalier.tensor.Mlp;
import dev.espalier.tensor.Optimizer;
import dev.espalier.tensor.Parameters;
import dev.espalier.tensor.Randomness;
import dev.espalier.tensor.Tensor;
import dev.espalier.tensor.Torch;
import dev.espalier.trial.Seeds;
import java.util.List;

/**
 * Which reward a continuous action promises in a state: the expected one by a squared loss, or a quantile by the check
 * loss (L2NAS, Mills 2021, equation 5; Koenker 1978).
 */
final class ActionCritic {
    /** How far promises are from rewards, as one number. */
    @FunctionalInterface
    interface Loss {
        Tensor of(Tensor worth, Tensor rewards);
    }

    static final Loss SQUARED =
            (worth, rewards) -> rewards.minus(worth).square().mean();

    private final Parameters parameters = new Parameters();
    private final Loss loss;
    private final Mlp network;
    private final Optimizer optimizer;

    /** @param size of a state and of an action */
    ActionCritic(Seeds seeds, int size, int width, double learningRate, Loss loss) {
        this.loss = loss;
        this.network = Torch.compute(
                () -> Mlp.create(parameters, "critic", Randomness.of(seeds.of("critic")), 2L * size, width, width, 1));
        this.optimizer = new Adam(parameters, learningRate, 1e-8);
    }

    /** {@code u (tau - 1{u < 0})} with {@code u = R - Q}: least where Q is the tau-quantile of rewards. */
    static Loss check(double tau) {
        return (worth, rewards) -> {
            Tensor missing = rewards.minus(worth);
            return missing.times(tau).plus(missing.negative().relu()).mean();
        };
    }

    Parameters parameters() {
        return parameters;
    }

    /** One number for each row. */
    Tensor worth(Tensor states, Tensor actions) {
        return network.apply(Tensor.beside(List.of(states, actions))).reshape(states.shape()[0]);
    }

    Tensor loss(Tensor states, Tensor actions, Tensor rewards) {
        return loss.of(worth(states, actions), rewards);
    }

    void fit(Tensor states, Tensor actions, Tensor rewards) {
        optimizer.step(parameters.gradient(loss(states, actions, rewards)));
    }
}
