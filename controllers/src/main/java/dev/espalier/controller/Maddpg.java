package dev.espalier.controller;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import dev.espalier.space.DecisionPoint;
import dev.espalier.tensor.Adam;
import dev.espalier.tensor.Optimizer;
import dev.espalier.tensor.Parameters;
import dev.espalier.tensor.Tensor;
import dev.espalier.tensor.Torch;
import dev.espalier.trial.Seeds;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Multi-agent deep deterministic policy gradient (Lowe 2017, equations 5 and 6): one actor for each member of a
 * {@link Team} and a central critic over the joint choice. An actor ascends the critic through a Gumbel-softmax sample
 * (Jang 2017) of its own choices beside the stored choices of the others. An architecture is one joint action, so that
 * the critic's goal is the reward alone and needs no target networks.
 */
final class Maddpg implements PolicyController.Update {
    static final Entry<Controllers.Template> ENTRY = new Entry<>(
            "maddpg",
            "One actor per decision, taught by a central critic of the joint choice (Lowe 2017).",
            Stream.concat(
                            Stream.of(
                                    Setting.real("learningRate", 0.01, 1e-6, 10, "Step size of the actors' Adam."),
                                    Setting.real("criticRate", 0.01, 1e-6, 10, "Step size of the critic's Adam."),
                                    Setting.integer("batch", 2, 1, 10_000, "Trials between updates."),
                                    Setting.integer("replay", 64, 1, 10_000, "Earlier plays in one step."),
                                    Setting.integer("criticHidden", 64, 1, 1024, "Width of the critic."),
                                    Setting.integer("criticSteps", 4, 1, 1000, "Of the critic in one update."),
                                    Setting.real("entropyWeight", 0.02, 0, 10, "What staying undecided is worth."),
                                    Setting.real("relaxation", 1, 0.01, 100, "Temperature of the Gumbel-softmax."),
                                    Setting.real("gradientClip", 0.5, 1e-6, 1e6, "Bound on an actor's gradient."),
                                    Team.agents()),
                            PolicySettings.form(16).stream())
                    .toList(),
            settings -> context -> {
                Team team = new Team(context, settings);
                return new PolicyController(
                        context, team, new Maddpg(context, team, settings), settings.integer("batch"));
            });

    private final Team team;
    private final Settings settings;
    private final Seeds seeds;
    private final JointCritic critic;
    private final Optimizer criticOptimizer;
    private final SortedMap<String, Optimizer> optimizers = new TreeMap<>();

    Maddpg(ControllerContext context, Team team, Settings settings) {
        this.team = team;
        this.settings = settings;
        this.seeds = context.seeds();
        this.critic = new JointCritic(seeds.child("critic"), settings.integer("criticHidden"));
        this.criticOptimizer = new Adam(critic.parameters(), settings.real("criticRate"), 1e-8);
    }

    @Override
    public boolean replays() {
        return true;
    }

    @Override
    public void improve(List<Episode> episodes, int number) {
        for (int step = 0; step < settings.integer("criticSteps"); step++) {
            fit(drawn(episodes, number, step));
        }
        List<Episode> last = drawn(episodes, number, settings.integer("criticSteps"));
        critic.register(last);
        for (Team.Share share : team.shares(last)) {
            ascend(share, seeds.stream("gumbel " + share.member(), number));
        }
    }

    private List<Episode> drawn(List<Episode> episodes, int number, int step) {
        return Episode.drawn(episodes, settings.integer("replay"), seeds.stream("maddpg", number, step));
    }

    /** One step of the critic along the mean squared error. */
    void fit(List<Episode> episodes) {
        critic.register(episodes);
        float[] rewards = new float[episodes.size()];
        for (int play = 0; play < rewards.length; play++) {
            rewards[play] = (float) episodes.get(play).reward();
        }
        Torch.run(() -> {
            Tensor worth = critic.worth(critic.choices(episodes, point -> true), rewards.length);
            Tensor loss =
                    worth.minus(Tensor.of(rewards, rewards.length)).square().mean();
            criticOptimizer.step(critic.parameters().gradient(loss));
        });
    }

    private void ascend(Team.Share share, RandomGenerator noise) {
        Parameters actor = share.policy().parameters();
        Optimizer optimizer = optimizers.computeIfAbsent(
                share.member(), member -> new Adam(actor, settings.real("learningRate"), 1e-8));
        Torch.run(() -> optimizer.step(
                Parameters.clipped(actor.gradient(gain(share, noise).negative()), settings.real("gradientClip"))));
    }

    /** What this member's relaxed choices promise beside the others' stored ones, plus its weighted entropy. */
    Tensor gain(Team.Share share, RandomGenerator noise) {
        PolicyBatch batch = new PolicyBatch(share.own());
        RecurrentPolicy.Judgement judgement = share.policy().judge(batch);
        Tensor choices = critic.choices(share.plays(), point -> !team.owns(share.member(), point));
        for (int i = 0; i < batch.groups().size(); i++) {
            PolicyBatch.Group group = batch.groups().get(i);
            Tensor relaxed = relaxed(judgement.logs().get(i), noise);
            long[] places = places(batch, group);
            choices = choices.plusAt(Tensor.indices(places), relaxed.reshape(places.length));
        }
        return critic.worth(choices, share.plays().size())
                .mean()
                .plus(judgement.entropies().mean().times(settings.real("entropyWeight")));
    }

    /** The sample {@code softmax((log pi + Gumbel noise) / relaxation)} of each row: exactly 0 for illegal options. */
    private Tensor relaxed(Tensor logs, RandomGenerator noise) {
        long[] shape = logs.shape();
        float[] gumbel = new float[(int) (shape[0] * shape[1])];
        for (int i = 0; i < gumbel.length; i++) {
            gumbel[i] = (float) -Math.log(-Math.log(1 - noise.nextDouble() * (1 - 1e-12)));
        }
        return logs.plus(Tensor.of(gumbel, shape))
                .times(1 / settings.real("relaxation"))
                .softmax();
    }

    /** Where the options of this group's decisions lie in the flat choices, row by row. */
    private long[] places(PolicyBatch batch, PolicyBatch.Group group) {
        long[] places = new long[group.cells().length * group.options()];
        long[] cells = group.cells();
        for (int row = 0; row < cells.length; row++) {
            DecisionPoint point = group.points().get(row);
            long first = critic.place((int) (cells[row] % batch.width()), point);
            for (int option = 0; option < group.options(); option++) {
                places[row * group.options() + option] = first + option;
            }
        }
        return places;
    }
}
