package dev.espalier.controller;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Latent action Monte Carlo tree search (LaNAS, Wang 2019). After every round the space is cut anew into {@link Region}s
 * by linear models of what was told; a proposal walks down the tree by upper confidence bounds and is drawn inside the
 * leaf that it ends in: by rejection, then by steps from plays of that leaf, then from the region around it.
 *
 * <p>Values are 1 less the loss of {@link RunningLoss}, so that the exploration has no unit.
 */
final class Lanas implements Controller {
    static final Entry<Controllers.Template> ENTRY = new Entry<>(
            "lanas",
            "Learns to cut the space into good and bad regions and searches their tree by confidence bounds.",
            List.of(
                    Setting.integer("starts", 20, 2, 100_000, "Random trials before the first tree."),
                    Setting.integer("round", 20, 1, 100_000, "Trials between two trees."),
                    Setting.integer("height", 5, 0, 20, "Of the tree."),
                    Setting.real("exploration", 0.1, 0, 100, "The c of the confidence bounds; values lie in [0, 1]."),
                    Setting.real("ridge", 1, 1e-6, 1e6, "Weight of the squared coefficients in a region's model."),
                    Setting.integer("memory", 500, 2, 10_000, "Last trials from which a tree is learned.")),
            settings -> context -> new Lanas(context.space(), settings));

    private static final int TRIES = 100;

    private final SearchSpace space;
    private final Settings settings;
    private final Neighborhood neighborhood;
    private final RunningLoss losses = new RunningLoss();
    private final List<Result> results = new ArrayList<>();
    private final Set<Decisions> known = new HashSet<>(); // looked up, never iterated
    private @Nullable Region root;
    private int told;

    private record Result(PlayRegression.Sample sample, double reward) {}

    Lanas(SearchSpace space, Settings settings) {
        this.space = space;
        this.settings = settings;
        this.neighborhood = new Neighborhood(space);
    }

    @Override
    public Proposal ask(int number, List<Proposal> pending, RandomGenerator random) {
        List<Decisions> busy = pending.stream().map(Proposal::decisions).toList();
        Region leaf = root == null ? null : root.select(settings.real("exploration"));
        return Proposal.of(sample(leaf, play -> !known.contains(play) && !busy.contains(play), random));
    }

    /** A play inside the region, or else as near around it as one is found that is wanted. */
    Decisions sample(@Nullable Region region, Predicate<Decisions> wanted, RandomGenerator random) {
        for (Region part = region; part != null; part = part.parent()) {
            Region inside = part;
            Predicate<Decisions> fits = play -> wanted.test(play) && inside.holds(sample(play));
            Optional<Decisions> found = reject(fits, random).or(() -> step(inside, fits, random));
            if (found.isPresent()) {
                return found.get();
            }
        }
        return reject(wanted, random).orElseGet(() -> space.complete(Decisions.none(), random));
    }

    private Optional<Decisions> reject(Predicate<Decisions> fits, RandomGenerator random) {
        for (int i = 0; i < TRIES; i++) {
            Decisions play = space.complete(Decisions.none(), random);
            if (fits.test(play)) {
                return Optional.of(play);
            }
        }
        return Optional.empty();
    }

    /** Neighbours of plays of the region, in random order. */
    private Optional<Decisions> step(Region region, Predicate<Decisions> fits, RandomGenerator random) {
        List<PlayRegression.Sample> bag = region.bag();
        for (int i = 0; i < TRIES && !bag.isEmpty(); i++) {
            Decisions from = bag.get(random.nextInt(bag.size())).play();
            List<Neighborhood.Change> changes = neighborhood.changes(from);
            if (!changes.isEmpty()) {
                Decisions play = neighborhood.apply(from, changes.get(random.nextInt(changes.size())), point -> {
                    int[] legal = point.legalOptions();
                    return legal[random.nextInt(legal.length)];
                });
                if (fits.test(play)) {
                    return Optional.of(play);
                }
            }
        }
        return Optional.empty();
    }

    private PlayRegression.Sample sample(Decisions play) {
        return new PlayRegression.Sample(play, space.points(play));
    }

    @Override
    public void tell(Trial trial) {
        Result result = new Result(sample(trial.proposal().decisions()), losses.tell(trial.outcome()));
        known.add(result.sample().play());
        results.add(result);
        if (results.size() > settings.integer("memory")) {
            results.remove(0);
        }
        if (root != null) {
            root.add(result.sample(), 1 - losses.of(result.reward()));
        }
        int since = ++told - settings.integer("starts");
        if (since >= 0 && since % settings.integer("round") == 0) {
            root = Region.root(
                    results.stream().map(Result::sample).toList(),
                    results.stream()
                            .mapToDouble(each -> 1 - losses.of(each.reward()))
                            .toArray(),
                    settings.integer("height"),
                    settings.real("ridge"));
        }
    }
}
