package dev.espalier.controller;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import dev.espalier.tensor.Adam;
import dev.espalier.tensor.Optimizer;
import dev.espalier.tensor.Parameters;
import dev.espalier.tensor.Tensor;
import dev.espalier.tensor.Torch;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/**
 * Asynchronous advantage actor-critic (Mnih 2016, algorithm S3) for results that come late: the step of {@link A2c}, with
 * the values and advantages that {@link VTrace} makes of the probabilities noted in the proposal. A play without such a
 * note counts as the current policy's own.
 */
final class A3c implements PolicyController.Update {
    static final Entry<Controllers.Template> ENTRY = new Entry<>(
            "a3c",
            "A2C for many evaluations in flight: what comes late is corrected by V-trace (Mnih 2016, Espeholt 2018).",
            PolicySettings.with(
                    0.02,
                    3,
                    0.01,
                    PolicySettings.critic(
                            Setting.real("rhoBar", 1, 1e-3, 1e6, "Bound of the ratio that weighs a choice."),
                            Setting.real("cBar", 1, 1e-3, 1e6, "Bound of the ratio that passes on later rewards."))),
            settings -> context -> {
                RecurrentPolicy policy = PolicySettings.policy(context, settings);
                return PolicySettings.controller(context, settings, policy, new A3c(policy, settings));
            });

    private final RecurrentPolicy policy;
    private final Settings settings;
    private final VTrace trace;
    private final Optimizer optimizer;

    A3c(RecurrentPolicy policy, Settings settings) {
        this.policy = policy;
        this.settings = settings;
        this.trace = new VTrace(settings.real("rhoBar"), settings.real("cBar"), settings.real("lambda"));
        this.optimizer = new Adam(policy.parameters(), settings.real("learningRate"), 1e-8);
    }

    @Override
    public void improve(List<Episode> episodes, int number) {
        Torch.run(() -> optimizer.step(Parameters.clipped(gradient(episodes), settings.real("gradientClip"))));
    }

    SortedMap<String, Tensor> gradient(List<Episode> episodes) {
        RecurrentPolicy.Judgement judgement = policy.judge(episodes);
        double[] current = doubles(judgement.logProbabilities());
        double[] values = doubles(judgement.values());
        float[] advantages = new float[values.length];
        float[] targets = new float[values.length];
        int from = 0;
        for (Episode episode : episodes) {
            int to = from + episode.length();
            VTrace.Estimate estimate =
                    estimate(episode, Arrays.copyOfRange(current, from, to), Arrays.copyOfRange(values, from, to));
            for (int step = from; step < to; step++) {
                advantages[step] = (float) estimate.advantages()[step - from];
                targets[step] = (float) estimate.values()[step - from];
            }
            from = to;
        }
        return policy.parameters().gradient(ActorCritic.loss(judgement, advantages, targets, settings));
    }

    private VTrace.Estimate estimate(Episode episode, double[] current, double[] values) {
        double[] noted =
                episode.behaviour().stream().mapToDouble(Double::doubleValue).toArray();
        return trace.of(current, noted.length == 0 ? current : noted, values, episode.reward());
    }

    private static double[] doubles(Tensor tensor) {
        float[] numbers = tensor.toArray();
        double[] doubles = new double[numbers.length];
        Arrays.setAll(doubles, i -> numbers[i]);
        return doubles;
    }
}
