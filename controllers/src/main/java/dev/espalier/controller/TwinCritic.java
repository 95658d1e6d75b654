package dev.espalier.controller;

import dev.espalier.tensor.Adam;
import dev.espalier.tensor.Optimizer;
import dev.espalier.tensor.Tensor;
import dev.espalier.trial.Seeds;
import java.util.ArrayList;
import java.util.List;

/**
 * Two independent estimates of what each option of a decision is worth, of which the smaller counts (Fujimoto 2018,
 * section 4), and for each a target that follows it slowly (Lillicrap 2016). Used inside
 * {@link dev.espalier.tensor.Torch#compute}.
 */
final class TwinCritic {
    private final List<Half> halves;

    TwinCritic(Seeds seeds, int width, double learningRate) {
        this.halves = List.of(
                Half.of(seeds.child("first"), width, learningRate),
                Half.of(seeds.child("second"), width, learningRate));
    }

    /** Critic and target begin as the same function, since equal seeds give equal networks. */
    private record Half(RecurrentNetwork critic, RecurrentNetwork target, Optimizer optimizer) {
        static Half of(Seeds seeds, int width, double learningRate) {
            RecurrentNetwork critic = new RecurrentNetwork(seeds, width);
            return new Half(
                    critic, new RecurrentNetwork(seeds, width), new Adam(critic.parameters(), learningRate, 1e-8));
        }

        /** One step along the mean squared error; gives back what it thought before. */
        List<Tensor> fit(PolicyBatch batch, Tensor goals) {
            List<Tensor> worth = worth(critic, batch);
            Tensor loss = batch.picked(worth).minus(goals).square().mean();
            optimizer.step(critic.parameters().gradient(loss));
            return worth;
        }
    }

    /** Begins to learn whatever these plays contain for the first time. */
    void register(List<Episode> episodes) {
        for (Half half : halves) {
            half.critic.register(episodes);
            half.target.register(episodes);
        }
    }

    /** What the targets think that each option is worth: for each group of the batch decisions x options. */
    List<Tensor> target(PolicyBatch batch) {
        return smaller(halves.stream().map(half -> worth(half.target, batch)).toList());
    }

    /**
     * Moves the worth of the choices that were made towards {@code goals}, play behind play.
     *
     * @return what the critics thought before, as {@link #target}, without a gradient
     */
    List<Tensor> fit(PolicyBatch batch, float[] goals) {
        Tensor tensor = Tensor.of(goals, goals.length);
        List<Tensor> before =
                smaller(halves.stream().map(half -> half.fit(batch, tensor)).toList());
        return before.stream().map(Tensor::detached).toList();
    }

    /** Moves the targets by {@code share} of the way to the critics. */
    void follow(double share) {
        halves.forEach(half -> half.target.parameters().follow(half.critic.parameters(), share));
    }

    private static List<Tensor> worth(RecurrentNetwork network, PolicyBatch batch) {
        return network.scores(batch, network.hidden(batch));
    }

    private static List<Tensor> smaller(List<List<Tensor>> two) {
        List<Tensor> smaller = new ArrayList<>();
        for (int group = 0; group < two.get(0).size(); group++) {
            smaller.add(two.get(0).get(group).minimum(two.get(1).get(group)));
        }
        return smaller;
    }
}
