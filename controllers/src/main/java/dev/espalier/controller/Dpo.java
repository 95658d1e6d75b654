package dev.espalier.controller;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import dev.espalier.tensor.Adam;
import dev.espalier.tensor.Optimizer;
import dev.espalier.tensor.Parameters;
import dev.espalier.tensor.Tensor;
import dev.espalier.tensor.Torch;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Decentralised policy optimisation (Su 2022, "Decentralized Policy Optimization"): every member of a
 * {@link Team} learns alone from the shared reward, by several steps along {@code E[ratio A] - b1 sqrt(KL + epsilon) -
 * b2 KL} with {@code KL(old || new)} of its own policy: the square root is what makes the sum of these a lower bound of the
 * joint policy's gain. Both penalties double where an update moved further than 1.5 times the target, and
 * halve where it stayed below the target / 1.5.
 */
final class Dpo implements PolicyController.Update {
    static final Entry<Controllers.Template> ENTRY = new Entry<>(
            "dpo",
            "One learner per decision, each with careful steps of its own from the shared reward (Su 2022).",
            PolicySettings.with(
                    16,
                    0.02,
                    10,
                    0.01,
                    PolicySettings.critic(
                            Team.agents(),
                            Setting.integer("epochs", 4, 1, 1000, "Passes over each batch."),
                            Setting.real("target", 0.02, 1e-6, 10, "Wanted divergence of one update, a decision."),
                            Setting.real("rootPenalty", 0.01, 0, 1e6, "First weight of the divergence's square root."),
                            Setting.real("penalty", 1, 0, 1e6, "First weight of the divergence."))),
            settings -> context -> {
                Team team = new Team(context, settings);
                return PolicySettings.controller(context, settings, team, new Dpo(team, settings));
            });

    private static final double EPSILON = 1e-6;
    private static final double SLACK = 1.5;
    /** So that penalties which were halved or doubled for long come back soon. */
    private static final double FARTHEST = 1024;

    private final Team team;
    private final Settings settings;
    private final SortedMap<String, Learner> learners = new TreeMap<>();

    private Dpo(Team team, Settings settings) {
        this.team = team;
        this.settings = settings;
    }

    @Override
    public void improve(List<Episode> episodes, int number) {
        for (Team.Share share : team.shares(episodes)) {
            learners.computeIfAbsent(share.member(), member -> new Learner(share.policy(), settings))
                    .improve(share.own());
        }
    }

    /** What one member knows. */
    static final class Learner {
        private final RecurrentPolicy policy;
        private final Settings settings;
        private final Optimizer optimizer;
        private double scale = 1;

        Learner(RecurrentPolicy policy, Settings settings) {
            this.policy = policy;
            this.settings = settings;
            this.optimizer = new Adam(policy.parameters(), settings.real("learningRate"), 1e-8);
        }

        /** @return how far the policy moved: the mean divergence of a decision */
        double improve(List<Episode> episodes) {
            return Torch.compute(() -> {
                PolicyBatch batch = new PolicyBatch(episodes);
                RecurrentPolicy.Judgement old = policy.judge(batch).detached();
                float[] values = old.values().toArray();
                float[] raw = ActorCritic.advantages(episodes, values, settings.real("lambda"));
                float[] targets = ActorCritic.targets(raw, values);
                float[] advantages = ActorCritic.normalized(raw);
                for (int epoch = 0; epoch < settings.integer("epochs"); epoch++) {
                    Torch.run(() -> step(batch, old, advantages, targets));
                }
                double moved = divergence(batch, old, policy.judge(batch)).item();
                adapt(moved);
                return moved;
            });
        }

        private void step(PolicyBatch batch, RecurrentPolicy.Judgement old, float[] advantages, float[] targets) {
            RecurrentPolicy.Judgement judgement = policy.judge(batch);
            Tensor gain = judgement
                    .logProbabilities()
                    .minus(old.logProbabilities())
                    .exp()
                    .times(Tensor.of(advantages, advantages.length))
                    .mean();
            Tensor loss = ActorCritic.criticLoss(
                            judgement, targets, settings.real("valueWeight"), settings.real("entropyWeight"))
                    .plus(penalty(divergence(batch, old, judgement)))
                    .minus(gain);
            optimizer.step(Parameters.clipped(policy.parameters().gradient(loss), settings.real("gradientClip")));
        }

        private Tensor penalty(Tensor divergence) {
            return divergence
                    .relu() // rounding may leave it below 0
                    .plus(Tensor.of(new float[] {(float) EPSILON}, 1))
                    .sqrt()
                    .times(settings.real("rootPenalty") * scale)
                    .plus(divergence.times(settings.real("penalty") * scale));
        }

        /** Doubles or halves the penalties after an update that moved the policy so far. */
        void adapt(double moved) {
            double target = settings.real("target");
            double factor = moved > SLACK * target ? 2 : moved < target / SLACK ? 0.5 : 1;
            scale = Math.max(1 / FARTHEST, Math.min(FARTHEST, scale * factor));
        }

        /** Of both penalties, beside their first weights. */
        double scale() {
            return scale;
        }
    }

    /** {@code KL(old || now)}, exactly, as the mean over the decisions. */
    static Tensor divergence(PolicyBatch batch, RecurrentPolicy.Judgement old, RecurrentPolicy.Judgement now) {
        return batch.inOrder(IntStream.range(0, old.logs().size())
                        .mapToObj(group -> {
                            Tensor log = old.logs().get(group);
                            return log.exp()
                                    .times(log.minus(now.logs().get(group)))
                                    .sumLast();
                        })
                        .toList())
                .mean();
    }
}
