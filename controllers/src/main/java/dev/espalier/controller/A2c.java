package dev.espalier.controller;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.Settings;
import dev.espalier.tensor.Adam;
import dev.espalier.tensor.Optimizer;
import dev.espalier.tensor.Parameters;
import dev.espalier.tensor.Tensor;
import dev.espalier.tensor.Torch;
import java.util.List;

/**
 * Advantage actor-critic (Mnih 2016, algorithm S3, one synchronous worker): one step along
 * {@code A grad log pi + entropyWeight grad H - valueWeight grad (V - target)^2}, means over the steps of the batch,
 * with generalised advantages.
 */
final class A2c implements PolicyController.Update {
    static final Entry<Controllers.Template> ENTRY = new Entry<>(
            "a2c",
            "Policy gradient with a learned value of unfinished plays as baseline (Mnih 2016).",
            PolicySettings.with(0.02, 3, 0.01, PolicySettings.critic()),
            settings -> context -> controller(context, settings));

    private final RecurrentPolicy policy;
    private final Settings settings;
    private final Optimizer optimizer;

    private A2c(RecurrentPolicy policy, Settings settings) {
        this.policy = policy;
        this.settings = settings;
        this.optimizer = new Adam(policy.parameters(), settings.real("learningRate"), 1e-8);
    }

    private static PolicyController controller(ControllerContext context, Settings settings) {
        RecurrentPolicy policy = PolicySettings.policy(context, settings);
        return PolicySettings.controller(context, settings, policy, new A2c(policy, settings));
    }

    @Override
    public void improve(List<Episode> episodes, int number) {
        Torch.run(() -> {
            RecurrentPolicy.Judgement judgement = policy.judge(episodes);
            float[] values = judgement.values().toArray();
            float[] advantages = ActorCritic.advantages(episodes, values, settings.real("lambda"));
            float[] targets = ActorCritic.targets(advantages, values);
            Tensor loss = ActorCritic.loss(judgement, advantages, targets, settings);
            Parameters parameters = policy.parameters();
            optimizer.step(Parameters.clipped(parameters.gradient(loss), settings.real("gradientClip")));
        });
    }
}
