package dev.espalier.controller;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import dev.espalier.space.Decisions;
import dev.espalier.tensor.Tensor;
import dev.espalier.tensor.Torch;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * L2NAS (Mills 2021, "L2NAS: Learning to optimize neural architectures via continuous-action reinforcement learning"): a
 * deterministic actor sees the mean of the best plays and gives a number for every option of every decision; noise is
 * added, the greatest legal number decides. Its critic predicts an upper quantile of the reward. {@code ddpg} predicts the
 * mean (Lillicrap 2016); {@code td3} has two such critics, of which the smaller counts, blurs actions when it fits them and
 * moves the actor every second time (Fujimoto 2018). An architecture is one step, so that goals are rewards alone.
 *
 * <p>The state that the critics learn with a trial is that at the time when it was told. Ours: unless {@code repeats}, the
 * noise is drawn again while the play is known; and the critics learn from the choices, one-hot, where {@code seen: action}
 * has them learn from the numbers of which these were the greatest, as published.
 */
final class L2nas implements Controller {
    static final Entry<Controllers.Template> ENTRY = new Entry<>(
            "l2nas",
            "An actor with continuous actions ascends the upper quantile of rewards; needs a fixed list of decisions.",
            settings(),
            settings -> FixedDecisions.needed("l2nas", context -> new L2nas(context, settings)));

    /** Note of a proposal: the continuous action, option by option. */
    static final String ACTION = "action";

    private static final int TRIES = 20;

    private final ControllerContext context;
    private final Settings settings;
    private final Seeds seeds;
    private final RelaxedDecisions decisions;
    private final RelaxedActor actor;
    private final List<ActionCritic> critics;
    private final BestPlays best;
    private final KnownPlays known;
    private final RunningReward rewards = new RunningReward();
    private final List<Told> replay = new ArrayList<>();

    private record Told(float[] state, float[] action, double reward) {}

    private L2nas(ControllerContext context, Settings settings) {
        this.context = context;
        this.settings = settings;
        this.seeds = context.seeds().child("l2nas");
        this.decisions = new RelaxedDecisions(FixedDecisions.of(context.space()));
        int width = settings.integer("hidden");
        this.actor = new RelaxedActor(seeds, decisions.size(), width, settings.real("learningRate"));
        ActionCritic.Loss loss = is("l2nas") ? ActionCritic.check(settings.real("quantile")) : ActionCritic.SQUARED;
        this.critics = IntStream.range(0, is("td3") ? 2 : 1)
                .mapToObj(i -> new ActionCritic(
                        seeds.child("critic", i), decisions.size(), width, settings.real("criticRate"), loss))
                .toList();
        this.best = new BestPlays(settings.integer("best"));
        this.known = new KnownPlays(context.space());
    }

    private static List<Setting> settings() {
        return List.of(
                Setting.choice("algorithm", "l2nas", List.of("l2nas", "ddpg", "td3"), "What the critic predicts."),
                Setting.choice(
                        "seen",
                        "play",
                        List.of("play", "action"),
                        "What critics learn from: the choices, or the actor's numbers."),
                Setting.integer("starts", 20, 1, 10_000, "Random plays at the beginning."),
                Setting.integer("best", 64, 1, 10_000, "Plays whose mean is the state."),
                Setting.real("quantile", 0.9, 0.01, 0.99, "Of the rewards, which l2nas predicts."),
                Setting.real("firstEpsilon", 0.5, 0, 1, "Probability of a random play at first."),
                Setting.real("lastEpsilon", 0.05, 0, 1, "From half of the search on."),
                Setting.real("deviation", 0.1, 0, 10, "Of the noise on the actor's numbers between 0 and 1."),
                Setting.real("learningRate", 1e-4, 1e-6, 10, "Step size of the actor's Adam."),
                Setting.real("criticRate", 1e-3, 1e-6, 10, "Step size of the critics' Adam."),
                Setting.integer("batch", 64, 1, 10_000, "Trials replayed in one step."),
                Setting.integer("updates", 4, 1, 1000, "Steps after each trial."),
                Setting.integer("hidden", 128, 1, 1024, "Width of actor and critics."),
                Setting.flag("repeats", false, "Whether a play may be one that is already known."));
    }

    private boolean is(String algorithm) {
        return settings.text("algorithm").equals(algorithm);
    }

    @Override
    public Proposal ask(int number, List<Proposal> pending, RandomGenerator random) {
        Predicate<Decisions> open = settings.flag("repeats") ? play -> true : known.open(pending);
        boolean explores = number <= settings.integer("starts") || random.nextDouble() < epsilon(number);
        float[] action = explores ? decisions.uniform(random) : acted(open, random);
        for (int i = 0; i < TRIES && !open.test(decisions.play(action)); i++) {
            action = decisions.uniform(random);
        }
        return new Proposal(decisions.play(action), null, Map.of(ACTION, RelaxedDecisions.noted(action)));
    }

    /** The actor's action with noise that makes an open play of it, where some tries find one. */
    private float[] acted(Predicate<Decisions> open, RandomGenerator random) {
        float[] intended = actor.act(state());
        float[] action = noisy(intended, random);
        for (int i = 0; i < TRIES && !open.test(decisions.play(action)); i++) {
            action = noisy(intended, random);
        }
        return action;
    }

    private float[] noisy(float[] action, RandomGenerator random) {
        return RelaxedDecisions.noisy(action, settings.real("deviation"), 1, random);
    }

    /** Probability of a random play: falls in a straight line over the first half of the search. */
    double epsilon(int number) {
        double left = Math.max(0, 1 - 2.0 * number / context.trials());
        return settings.real("lastEpsilon") + (settings.real("firstEpsilon") - settings.real("lastEpsilon")) * left;
    }

    /** The mean of the best plays; 0 before there is one. */
    private float[] state() {
        float[] mean = new float[decisions.size()];
        List<Decisions> plays = best.plays();
        for (Decisions play : plays) {
            float[] ones = decisions.oneHot(play);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += ones[i] / plays.size();
            }
        }
        return mean;
    }

    @Override
    public void tell(Trial trial) {
        Decisions play = trial.proposal().decisions();
        double reward = rewards.tell(trial.outcome());
        replay.add(new Told(state(), action(trial.proposal()), reward));
        known.add(play);
        best.add(play, reward);
        if (replay.size() >= settings.integer("starts")) {
            for (int step = 1; step <= settings.integer("updates"); step++) {
                learn(step, seeds.stream("learn", trial.number(), step));
            }
        }
    }

    /** As noted; the play itself where another controller proposed it. */
    private float[] action(Proposal proposal) {
        List<Double> noted = proposal.notes().get(ACTION);
        return noted == null || settings.text("seen").equals("play")
                ? decisions.oneHot(proposal.decisions())
                : RelaxedDecisions.read(noted);
    }

    private void learn(int step, RandomGenerator random) {
        List<Told> drawn = random.ints(settings.integer("batch"), 0, replay.size())
                .mapToObj(replay::get)
                .toList();
        Torch.run(() -> {
            Tensor states = Tensor.ofRows(drawn.stream().map(Told::state).toList());
            Tensor rewarded = Tensor.of(rewarded(drawn), drawn.size());
            Tensor actions = Tensor.ofRows(
                    drawn.stream().map(told -> blurred(told.action(), random)).toList());
            critics.forEach(critic -> critic.fit(states, actions, rewarded));
            if (!is("td3") || ((long) replay.size() * settings.integer("updates") + step) % 2 == 0) {
                actor.ascend(critics, states);
            }
        });
    }

    private float[] rewarded(List<Told> drawn) {
        float[] rewarded = new float[drawn.size()];
        for (int i = 0; i < rewarded.length; i++) {
            rewarded[i] = (float) rewards.standardized(drawn.get(i).reward());
        }
        return rewarded;
    }

    private float[] blurred(float[] action, RandomGenerator random) {
        return is("td3") ? RelaxedDecisions.noisy(action, 0.1, 0.25, random) : action;
    }
}
