package dev.espalier.controller;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import dev.espalier.space.DecisionPoint;
import dev.espalier.tensor.Optimizer;
import dev.espalier.tensor.Tensor;
import dev.espalier.tensor.Torch;
import dev.espalier.trial.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Soft actor-critic for discrete choices (Christodoulou 2019, equations 10 to 12): twin critics over the options of a
 * decision, exact expectations over the policy, replay of whole plays. The temperature {@code alpha} is learned so that
 * a decision's entropy is {@code f log(legal options)}, and f falls linearly over the search's budget: the paper's
 * constant 0.98 would keep the policy almost uniform, which here is random search. Its targets' share of 0.005 would take
 * longer than a search of a few hundred trials to carry a reward back to the first decision; the default is larger.
 */
final class Sac implements PolicyController.Update {
    static final Entry<Controllers.Template> ENTRY = new Entry<>(
            "sac",
            "Learns from all earlier trials what choices are worth, and how undecided to stay (Christodoulou 2019).",
            Stream.concat(
                            Stream.of(
                                    Setting.real("learningRate", 0.01, 1e-6, 10, "Step size of the policy's Adam."),
                                    Setting.real("criticRate", 0.01, 1e-6, 10, "Step size of the critics' Adam."),
                                    Setting.integer("batch", 2, 1, 10_000, "Trials between updates."),
                                    Setting.integer("replay", 16, 1, 10_000, "Earlier plays in one update."),
                                    Setting.integer("updates", 1, 1, 1000, "Updates in a row."),
                                    Setting.real("soft", 0.2, 1e-6, 1, "Share that targets follow in one update."),
                                    Setting.real("alpha", 0.2, 1e-6, 100, "First worth of entropy; learned."),
                                    Setting.real("firstEntropy", 0.98, 0, 1, "Wanted at first, of the greatest."),
                                    Setting.real("lastEntropy", 0.2, 0, 1, "Wanted at the end, of the greatest.")),
                            PolicySettings.form(32).stream())
                    .toList(),
            settings -> context -> {
                RecurrentPolicy policy = PolicySettings.policy(context, settings);
                return new PolicyController(
                        context, policy, new Sac(context, policy, settings), settings.integer("batch"));
            });

    private final RecurrentPolicy policy;
    private final Settings settings;
    private final Seeds seeds;
    private final int trials;
    private final TwinCritic critic;
    private final Optimizer optimizer;
    private final Adam alphaOptimizer;
    private final double[] logAlpha;

    Sac(ControllerContext context, RecurrentPolicy policy, Settings settings) {
        this.policy = policy;
        this.settings = settings;
        this.seeds = context.seeds();
        this.trials = context.trials();
        this.critic = new TwinCritic(seeds.child("critic"), settings.integer("hidden"), settings.real("criticRate"));
        this.optimizer = new dev.espalier.tensor.Adam(policy.parameters(), settings.real("learningRate"), 1e-8);
        this.alphaOptimizer = new Adam(1, settings.real("learningRate"));
        this.logAlpha = new double[] {Math.log(settings.real("alpha"))};
    }

    @Override
    public boolean replays() {
        return true;
    }

    @Override
    public void improve(List<Episode> episodes, int number) {
        for (int update = 0; update < settings.integer("updates"); update++) {
            List<Episode> drawn =
                    Episode.drawn(episodes, settings.integer("replay"), seeds.stream("sac", number, update));
            critic.register(drawn);
            Torch.run(() -> learn(drawn, wantedShare(number)));
        }
    }

    /** Of the greatest entropy, after so many trials. */
    double wantedShare(int number) {
        double first = settings.real("firstEntropy");
        return first + (settings.real("lastEntropy") - first) * Math.min(1, number / (double) trials);
    }

    private void learn(List<Episode> episodes, double share) {
        PolicyBatch batch = new PolicyBatch(episodes);
        RecurrentPolicy.Judgement judgement = policy.judge(batch);
        float[] soft = Torch.infer(() -> batch.inOrder(softValues(judgement.logs(), critic.target(batch), alpha()))
                .toArray());
        List<Tensor> worth = critic.fit(batch, goals(episodes, soft));
        Tensor gain =
                batch.inOrder(softValues(judgement.logs(), worth, alpha())).mean();
        optimizer.step(policy.parameters().gradient(gain.negative()));
        double missing =
                wantedEntropy(episodes, share) - judgement.entropies().mean().item();
        alphaOptimizer.ascend(logAlpha, new double[] {missing});
        critic.follow(settings.real("soft"));
    }

    double alpha() {
        return Math.exp(logAlpha[0]);
    }

    /** {@code sum_a pi(a) (Q(a) - alpha log pi(a))}, exactly: for each group a number for each decision. */
    static List<Tensor> softValues(List<Tensor> logs, List<Tensor> worth, double alpha) {
        return IntStream.range(0, logs.size())
                .mapToObj(group -> {
                    Tensor log = logs.get(group);
                    return log.exp()
                            .times(worth.get(group).minus(log.times(alpha)))
                            .sumLast();
                })
                .toList();
    }

    /** What each choice should be worth: the soft value of the decision behind it, at the end the reward. */
    private static float[] goals(List<Episode> episodes, float[] soft) {
        float[] goals = new float[soft.length];
        int end = 0;
        for (Episode episode : episodes) {
            for (int step = end; step < end + episode.length() - 1; step++) {
                goals[step] = soft[step + 1];
            }
            end += episode.length();
            goals[end - 1] = (float) episode.reward();
        }
        return goals;
    }

    /** The mean over the decisions of these plays; 0 for a forced one. */
    static double wantedEntropy(List<Episode> episodes, double share) {
        List<DecisionPoint> points = new ArrayList<>();
        episodes.forEach(episode -> points.addAll(episode.points()));
        return points.stream()
                .mapToDouble(point -> share * Math.log(point.legalOptions().length))
                .average()
                .orElse(0);
    }
}
