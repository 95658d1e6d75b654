package dev.espalier.controller;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Dynamic neighbourhood construction (Akkerman 2023, "Dynamic Neighborhood Construction for Structured Large Discrete
 * Action Spaces"): a {@link ProxyActor} proposes a base, a critic scores the neighbourhood, an {@link AnnealedWalk} goes
 * through further neighbourhoods, and the best play that was ever looked at is proposed.
 *
 * <p>Ours: decisions without an order have neighbours at Hamming distance 1; the critic is {@link RandomizedValues} in
 * place of a network; plays that were told or are pending are looked at and not proposed. {@code drawn: false} takes the
 * critic's mean, as published; {@code base: best} leaves the actor out and walks from the best play so far.
 */
final class Dnc implements Controller {
    static final Entry<Controllers.Template> ENTRY = new Entry<>(
            "dnc",
            "An actor's rounded action, improved by a critic that walks through neighbourhoods (Akkerman 2023).",
            settings(),
            settings -> context -> new Dnc(context.space(), settings));

    /** Note of a proposal: the actor's continuous action. */
    static final String PROXY = "proxy";

    private final SearchSpace space;
    private final Settings settings;
    private final ProxyActor actor;
    private final AnnealedWalk walk;
    private final RandomizedValues values;
    private final KnownPlays known;
    private final RunningReward rewards = new RunningReward();
    private @Nullable Decisions best;
    private double bestReward = Double.NEGATIVE_INFINITY;

    private Dnc(SearchSpace space, Settings settings) {
        this.space = space;
        this.settings = settings;
        this.actor = new ProxyActor(settings.real("deviation"), settings.real("learningRate"));
        this.walk = new AnnealedWalk(
                new StepNeighborhood(space)::all,
                settings.real("share"),
                settings.real("temperature"),
                settings.integer("steps"));
        this.values = RandomizedValues.of(space, settings);
        this.known = new KnownPlays(space);
    }

    private static List<Setting> settings() {
        List<Setting> settings = new ArrayList<>(List.of(
                Setting.integer("starts", 5, 1, 10_000, "Random plays at the beginning."),
                Setting.choice("base", "actor", List.of("actor", "best"), "Where the walk begins."),
                Setting.flag("drawn", true, "Whether the critic is drawn from what is known, or its mean is taken."),
                Setting.real("learningRate", 0.02, 0, 10, "Step size of the actor."),
                Setting.real("deviation", 0.5, 1e-3, 10, "Of the actor's action, which lies between -1 and 1."),
                Setting.real("share", 0.1, 0, 1, "Part of a neighbourhood that is stored at first."),
                Setting.real("temperature", 0.5, 1e-6, 100, "Of the annealing, in standard deviations of rewards."),
                Setting.integer("steps", 10, 1, 1000, "Neighbourhoods in one walk.")));
        settings.addAll(RandomizedValues.settings());
        return settings;
    }

    @Override
    public Proposal ask(int number, List<Proposal> pending, RandomGenerator random) {
        Predicate<Decisions> open = known.open(pending);
        if (number <= settings.integer("starts") || best == null) {
            return Proposal.of(known.random(open, random));
        }
        boolean acts = settings.text("base").equals("actor");
        Optional<ProxyActor.Action> action = acts ? Optional.of(actor.act(space, random)) : Optional.empty();
        Decisions base = action.map(ProxyActor.Action::play).orElse(best);
        ToDoubleFunction<Decisions> value = settings.flag("drawn") ? values.sample(random) : values.mean();
        Decisions found = walk.from(base, value, open, random);
        return new Proposal(
                found == null ? known.random(open, random) : found,
                null,
                action.map(its -> Map.of(PROXY, its.proxies())).orElse(Map.of()));
    }

    @Override
    public void tell(Trial trial) {
        Decisions play = trial.proposal().decisions();
        double reward = rewards.tell(trial.outcome());
        List<Double> proxies = trial.proposal().notes().get(PROXY);
        if (proxies != null) {
            actor.learn(points(proxies), proxies, rewards.standardized(reward));
        }
        known.add(play);
        values.tell(play, reward);
        if (reward > bestReward) {
            best = play;
            bestReward = reward;
        }
    }

    /** The decision points of the base play that these proxies round to. */
    private List<DecisionPoint> points(List<Double> proxies) {
        Decisions play = Decisions.none();
        List<DecisionPoint> points = new ArrayList<>();
        for (double proxy : proxies) {
            DecisionPoint point = space.next(play).orElseThrow();
            points.add(point);
            play = play.then(ProxyActor.rounded(proxy, point.legalOptions()));
        }
        return points;
    }
}
