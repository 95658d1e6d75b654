package dev.espalier.controller;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import dev.espalier.tensor.Adam;
import dev.espalier.tensor.Optimizer;
import dev.espalier.tensor.Parameters;
import dev.espalier.tensor.Tensor;
import dev.espalier.tensor.Torch;
import dev.espalier.trial.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Proximal policy optimisation (Schulman 2017, equation 7): several epochs over each batch of plays, in which the ratio
 * of new to old probability of a choice is clipped. The old probabilities are those of the update's own batched pass,
 * so that with one epoch over one full batch it is A2C to the bit (Huang 2022).
 */
final class Ppo implements PolicyController.Update {
    static final Entry<Controllers.Template> ENTRY = new Entry<>(
            "ppo",
            "Policy gradient in several careful steps per batch of trials (Schulman 2017).",
            settings(),
            settings -> context -> controller(context, settings));

    private final TrainablePolicy policy;
    private final Settings settings;
    private final Seeds seeds;
    private final Optimizer optimizer;
    private final Term term;

    /** What else a step of the update after a trial takes into its loss, if anything. */
    @FunctionalInterface
    interface Term {
        /** @param step of this update, from 0 */
        Optional<Tensor> of(int number, int step);
    }

    Ppo(TrainablePolicy policy, Settings settings, Seeds seeds) {
        this(policy, settings, seeds, (number, step) -> Optional.empty());
    }

    Ppo(TrainablePolicy policy, Settings settings, Seeds seeds, Term term) {
        this.policy = policy;
        this.settings = settings;
        this.seeds = seeds;
        this.term = term;
        this.optimizer = new Adam(policy.parameters(), settings.real("learningRate"), 1e-8);
    }

    /** With the defaults that are best for a {@link RecurrentPolicy}, then those of another policy. */
    static List<Setting> settings(Setting... own) {
        return PolicySettings.with(
                0.01,
                10,
                0.01,
                PolicySettings.critic(Stream.concat(
                                Stream.of(
                                        Setting.real(
                                                "clip",
                                                0.2,
                                                1e-6,
                                                1e6,
                                                "How far a probability's ratio may move in one update."),
                                        Setting.integer("epochs", 4, 1, 1000, "Passes over each batch."),
                                        Setting.integer(
                                                "minibatches",
                                                1,
                                                1,
                                                1000,
                                                "Parts of the batch in each pass, one step each."),
                                        Setting.flag(
                                                "normalizeAdvantages",
                                                true,
                                                "Whether advantages are standardised in each batch.")),
                                Stream.of(own))
                        .toArray(Setting[]::new)));
    }

    private static PolicyController controller(ControllerContext context, Settings settings) {
        return controller(context, settings, PolicySettings.policy(context, settings));
    }

    /** Of any policy. */
    static PolicyController controller(ControllerContext context, Settings settings, TrainablePolicy policy) {
        return PolicySettings.controller(context, settings, policy, new Ppo(policy, settings, context.seeds()));
    }

    /** One play with what the old policy said of it. */
    private record Sample(Episode episode, float[] old, float[] advantages, float[] targets) {}

    @Override
    public void improve(List<Episode> episodes, int number) {
        List<Sample> samples = samples(episodes);
        for (int epoch = 0; epoch < settings.integer("epochs"); epoch++) {
            RandomGenerator random = seeds.stream("ppo", number, epoch);
            int parts = Math.min(settings.integer("minibatches"), samples.size());
            List<Sample> order = parts == 1 ? samples : shuffled(samples, random);
            for (int part = 0; part < parts; part++) {
                int from = part * samples.size() / parts;
                int to = (part + 1) * samples.size() / parts;
                step(order.subList(from, to), number, epoch * parts + part);
            }
        }
    }

    private List<Sample> samples(List<Episode> episodes) {
        return Torch.infer(() -> {
            RecurrentPolicy.Judgement judgement = policy.judge(episodes);
            float[] old = judgement.logProbabilities().toArray();
            float[] values = judgement.values().toArray();
            float[] raw = ActorCritic.advantages(episodes, values, settings.real("lambda"));
            float[] targets = ActorCritic.targets(raw, values);
            float[] advantages = settings.flag("normalizeAdvantages") ? ActorCritic.normalized(raw) : raw;
            List<Sample> samples = new ArrayList<>();
            int from = 0;
            for (Episode episode : episodes) {
                int to = from + episode.length();
                samples.add(new Sample(
                        episode,
                        Arrays.copyOfRange(old, from, to),
                        Arrays.copyOfRange(advantages, from, to),
                        Arrays.copyOfRange(targets, from, to)));
                from = to;
            }
            return samples;
        });
    }

    private void step(List<Sample> samples, int number, int step) {
        Torch.run(() -> {
            RecurrentPolicy.Judgement judgement =
                    policy.judge(samples.stream().map(Sample::episode).toList());
            Tensor ratio = judgement
                    .logProbabilities()
                    .minus(joined(samples.stream().map(Sample::old).toList()))
                    .exp();
            Tensor advantages = joined(samples.stream().map(Sample::advantages).toList());
            double clip = settings.real("clip");
            Tensor gain = ratio.times(advantages)
                    .minimum(ratio.clamp(1 - clip, 1 + clip).times(advantages))
                    .mean();
            Tensor targets = joined(samples.stream().map(Sample::targets).toList());
            Tensor loss = ActorCritic.criticLoss(
                            judgement, targets.toArray(), settings.real("valueWeight"), settings.real("entropyWeight"))
                    .minus(gain);
            Tensor whole = term.of(number, step).map(loss::plus).orElse(loss);
            Parameters parameters = policy.parameters();
            optimizer.step(Parameters.clipped(parameters.gradient(whole), settings.real("gradientClip")));
        });
    }

    private static Tensor joined(List<float[]> parts) {
        return Tensor.concatenate(
                parts.stream().map(part -> Tensor.of(part, part.length)).toList());
    }

    private static List<Sample> shuffled(List<Sample> samples, RandomGenerator random) {
        List<Sample> order = new ArrayList<>(samples);
        IntStream.iterate(order.size(), size -> size > 1, size -> size - 1)
                .forEach(size -> Collections.swap(order, size - 1, random.nextInt(size)));
        return order;
    }
}
