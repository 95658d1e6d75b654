package dev.espalier.controller;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import dev.espalier.space.Decisions;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Randomised least-squares value iteration (Osband, Van Roy and Wen 2016, "Generalization and Exploration via Randomized
 * Value Functions") with a factored value, see {@link RandomizedValues}: each proposal draws the utilities of decisions
 * and of pairs from what the history says of them and takes the play that is worth most by this draw.
 *
 * <p>The paper maximises over all actions; this looks at all neighbours of the best play so far and at a number of random
 * plays, of which only those are open that were not told and are not pending.
 */
final class Rlsvi implements Controller {
    static final Entry<Controllers.Template> ENTRY = new Entry<>(
            "rlsvi",
            "Values of decisions and of pairs, drawn anew for each proposal from what is known of them (Osband 2016).",
            settings(),
            settings -> context -> new Rlsvi(context, settings));

    private final ControllerContext context;
    private final int starts;
    private final int strangers;
    private final Neighborhood neighborhood;
    private final RandomizedValues values;
    private final KnownPlays known;
    private final RunningReward rewards = new RunningReward();
    private @Nullable Trial best;
    private double bestReward = Double.NEGATIVE_INFINITY;

    private Rlsvi(ControllerContext context, Settings settings) {
        this.context = context;
        this.starts = settings.integer("starts");
        this.strangers = settings.integer("strangers");
        this.neighborhood = new Neighborhood(context.space());
        this.values = RandomizedValues.of(context.space(), settings);
        this.known = new KnownPlays(context.space());
    }

    private static List<Setting> settings() {
        List<Setting> settings = new ArrayList<>(List.of(
                Setting.integer("starts", 5, 1, 10_000, "Random plays at the beginning."),
                Setting.integer(
                        "strangers",
                        100,
                        0,
                        100_000,
                        "Random plays that are looked at beside the best's neighbours.")));
        settings.addAll(RandomizedValues.settings());
        return settings;
    }

    @Override
    public Proposal ask(int number, List<Proposal> pending, RandomGenerator random) {
        Predicate<Decisions> open = known.open(pending);
        if (number <= starts || best == null) {
            return Proposal.of(known.random(open, random));
        }
        List<Decisions> neighbors = neighborhood.all(best.proposal().decisions());
        Set<Decisions> candidates = new LinkedHashSet<>(neighbors);
        for (int i = 0; i < strangers; i++) {
            candidates.add(context.space().complete(Decisions.none(), random));
        }
        Decisions chosen = worthiest(candidates, open, values.sample(random));
        if (chosen == null) {
            return Proposal.of(known.random(open, random));
        }
        return new Proposal(chosen, neighbors.contains(chosen) ? best.number() : null, Map.of());
    }

    private static @Nullable Decisions worthiest(
            Set<Decisions> candidates, Predicate<Decisions> open, ToDoubleFunction<Decisions> value) {
        Decisions worthiest = null;
        double most = Double.NEGATIVE_INFINITY;
        for (Decisions candidate : candidates) {
            double worth = open.test(candidate) ? value.applyAsDouble(candidate) : Double.NEGATIVE_INFINITY;
            if (worth > most) {
                worthiest = candidate;
                most = worth;
            }
        }
        return worthiest;
    }

    @Override
    public void tell(Trial trial) {
        double reward = rewards.tell(trial.outcome());
        known.add(trial.proposal().decisions());
        values.tell(trial.proposal().decisions(), reward);
        if (reward > bestReward) {
            best = trial;
            bestReward = reward;
        }
    }
}
