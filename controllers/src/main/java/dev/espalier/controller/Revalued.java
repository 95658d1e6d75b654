package dev.espalier.controller;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Regularised ensemble value decomposition (REValueD, Ireland and Montana 2024): an ensemble of critics, each the mean of
 * utilities of single decisions, learns from replayed trials; plays are greedy by the ensemble's mean, or with probability
 * epsilon uniform. Without regularisation it is decoupled Q-learning (DecQN), with an ensemble of one and dueling heads
 * the dueling DQN (Wang 2016) of a factored action.
 *
 * <p>A search has a single state, in which a play is one joint action, so utilities are tables in place of networks and
 * the default discount is 0. Ours: unless {@code repeats}, a greedy play that is known gives way to the
 * best one that a short {@link AnnealedWalk} from it finds.
 */
final class Revalued implements Controller {
    static final Entry<Controllers.Template> ENTRY = new Entry<>(
            "revalued",
            "An ensemble of values that are means of the decisions' utilities, epsilon-greedy (REValueD 2024).",
            settings(),
            settings -> context -> new Revalued(context, settings));

    private final SearchSpace space;
    private final Seeds seeds;
    private final Settings settings;
    private final double discount;
    private final int exploring;
    private final AnnealedWalk walk;
    private final ValueDecomposition values;
    private final KnownPlays known;
    private final RunningReward rewards = new RunningReward();
    private final List<Told> replay = new ArrayList<>();

    private record Told(Decisions play, List<DecisionPoint> points, double reward) {
        ValueDecomposition.Sample sample(double target) {
            return new ValueDecomposition.Sample(play, points, target);
        }
    }

    private Revalued(ControllerContext context, Settings settings) {
        this.space = context.space();
        this.seeds = context.seeds().child("revalued");
        this.settings = settings;
        this.discount = settings.real("discount");
        this.walk = new AnnealedWalk(new Neighborhood(space)::all, 0.2, 0.1, 5);
        this.exploring = (int) Math.ceil(settings.real("exploration") * context.trials());
        this.values = new ValueDecomposition(
                ensemble(),
                ensemble(),
                new ValueDecomposition.Rates(
                        settings.real("learningRate"), settings.real("regularization"), settings.real("soft")));
        this.known = new KnownPlays(space);
    }

    private static List<Setting> settings() {
        return List.of(
                Setting.integer("ensemble", 10, 1, 1000, "Critics."),
                Setting.flag("dueling", false, "Whether a utility is a value plus an advantage."),
                Setting.real("regularization", 0.5, 0, 100, "Weight of the pull to the ensemble's utilities."),
                Setting.real("discount", 0, 0, 0.999, "Of what follows a trial: 0 as each trial stands alone."),
                Setting.real("exploration", 0.1, 0, 1, "Part of the search over which epsilon falls from 1."),
                Setting.real("epsilon", 0.05, 0, 1, "Probability of a random play after that."),
                Setting.real("learningRate", 0.02, 1e-6, 10, "Step size of Adam."),
                Setting.integer("batch", 32, 1, 10_000, "Trials replayed in one step."),
                Setting.integer("updates", 5, 1, 1000, "Steps after each trial."),
                Setting.real("soft", 0.05, 0, 1, "Part of the way that target utilities go in one step."),
                Setting.flag("repeats", false, "Whether a greedy play may be one that is already known."));
    }

    private List<Utilities> ensemble() {
        return IntStream.range(0, settings.integer("ensemble"))
                .mapToObj(i -> new Utilities(seeds.child("critic", i), settings.flag("dueling")))
                .toList();
    }

    @Override
    public Proposal ask(int number, List<Proposal> pending, RandomGenerator random) {
        Predicate<Decisions> open = known.open(pending);
        if (random.nextDouble() < epsilon(number)) {
            return Proposal.of(known.random(open, random));
        }
        Decisions greedy = Utilities.greedy(values.online(), space);
        if (settings.flag("repeats") || open.test(greedy)) {
            return Proposal.of(greedy);
        }
        Decisions found = walk.from(greedy, this::value, open, random);
        return Proposal.of(found == null ? known.random(open, random) : found);
    }

    private double value(Decisions play) {
        return Utilities.value(values.online(), space.points(play), play);
    }

    private double epsilon(int number) {
        double left = Math.max(0, 1 - (number - 1.0) / Math.max(1, exploring));
        return settings.real("epsilon") + (1 - settings.real("epsilon")) * left;
    }

    @Override
    public void tell(Trial trial) {
        Decisions play = trial.proposal().decisions();
        known.add(play);
        replay.add(new Told(play, space.points(play), rewards.tell(trial.outcome())));
        RandomGenerator random = seeds.stream("replay", trial.number());
        for (int i = 0; i < settings.integer("updates"); i++) {
            double future = discount == 0 ? 0 : discount * values.future(space);
            values.improve(random.ints(settings.integer("batch"), 0, replay.size())
                    .mapToObj(replay::get)
                    .map(told -> told.sample(rewards.standardized(told.reward()) + future))
                    .toList());
        }
    }
}
