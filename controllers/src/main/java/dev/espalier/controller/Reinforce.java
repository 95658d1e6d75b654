package dev.espalier.controller;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import dev.espalier.tensor.Adam;
import dev.espalier.tensor.Optimizer;
import dev.espalier.tensor.Tensor;
import dev.espalier.tensor.Torch;
import java.util.List;
import java.util.SortedMap;

/**
 * REINFORCE (Williams 1992; as used by ENAS) on a {@link RecurrentPolicy}: one step along the mean over the batch's plays
 * of {@code (R - b) grad log pi + entropyWeight grad H}, where {@code b} is the exponential moving average of rewards and
 * moves after it has been used.
 */
final class Reinforce implements PolicyController.Update {
    static final Entry<Controllers.Template> ENTRY = new Entry<>(
            "reinforce",
            "Policy gradient with a moving average of rewards as baseline (Williams 1992).",
            PolicySettings.with(
                    0.01,
                    5,
                    1e-4,
                    Setting.real("baselineDecay", 0.95, 0, 1, "Of the moving average subtracted from rewards.")),
            settings -> context -> {
                RecurrentPolicy policy = PolicySettings.policy(context, settings);
                return PolicySettings.controller(context, settings, policy, new Reinforce(policy, settings));
            });

    private final RecurrentPolicy policy;
    private final Settings settings;
    private final Optimizer optimizer;
    private double baseline;

    Reinforce(RecurrentPolicy policy, Settings settings) {
        this.policy = policy;
        this.settings = settings;
        this.optimizer = new Adam(policy.parameters(), settings.real("learningRate"), 1e-8);
    }

    @Override
    public void improve(List<Episode> episodes, int number) {
        Torch.run(() -> optimizer.step(gradient(episodes)));
        moveBaseline(episodes);
    }

    /** Of the loss, which is what is gained turned around. */
    SortedMap<String, Tensor> gradient(List<Episode> episodes) {
        RecurrentPolicy.Judgement judgement = policy.judge(episodes);
        float[] advantages = advantages(episodes);
        Tensor gain = judgement
                .logProbabilities()
                .times(Tensor.of(advantages, advantages.length))
                .sum();
        Tensor loss = gain.plus(judgement.entropies().sum().times(settings.real("entropyWeight")))
                .times(-1.0 / episodes.size());
        return policy.parameters().gradient(loss);
    }

    void moveBaseline(List<Episode> episodes) {
        double decay = settings.real("baselineDecay");
        for (Episode episode : episodes) {
            baseline = decay * baseline + (1 - decay) * episode.reward();
        }
    }

    /** The same for every step of a play. */
    private float[] advantages(List<Episode> episodes) {
        float[] advantages = new float[Episode.steps(episodes)];
        int step = 0;
        for (Episode episode : episodes) {
            for (int i = 0; i < episode.length(); i++) {
                advantages[step++] = (float) (episode.reward() - baseline);
            }
        }
        return advantages;
    }
}
