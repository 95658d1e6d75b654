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

/** A deterministic policy over continuous actions between 0 and 1 (Silver 2014), which ascends its critics. */
final class RelaxedActor {
    private final Parameters parameters = new Parameters();
    private final Mlp network;
    private final Optimizer optimizer;

    /** @param size of a state and of an action */
    RelaxedActor(Seeds seeds, int size, int width, double learningRate) {
        this.network = Torch.compute(
                () -> Mlp.create(parameters, "actor", Randomness.of(seeds.of("actor")), size, width, width, size));
        this.optimizer = new Adam(parameters, learningRate, 1e-8);
    }

    float[] act(float[] state) {
        return Torch.infer(() ->
                actions(Tensor.of(state, 1, state.length)).reshape(state.length).toArray());
    }

    private Tensor actions(Tensor states) {
        return sigmoid(network.apply(states));
    }

    private static Tensor sigmoid(Tensor logits) {
        return logits.times(0.5).tanh().times(0.5).plus(Tensor.of(new float[] {0.5f}, 1));
    }

    /** One step to where the least of the critics promises more. */
    void ascend(List<ActionCritic> critics, Tensor states) {
        Tensor actions = actions(states);
        Tensor worth = critics.stream()
                .map(critic -> critic.worth(states, actions))
                .reduce(Tensor::minimum)
                .orElseThrow();
        optimizer.step(parameters.gradient(worth.mean().negative()));
    }
}
