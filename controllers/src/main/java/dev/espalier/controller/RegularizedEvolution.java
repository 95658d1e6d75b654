package dev.espalier.controller;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.Setting;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Regularised (aging) evolution (Real 2019, "Regularized Evolution for Image Classifier Architecture Search",
 * algorithm 1): the last {@code population} trials live; the best of a sample of them (drawn with replacement) is the
 * parent of the next proposal, which takes one decision anew. The first {@code population} proposals are random.
 */
final class RegularizedEvolution implements Controller {
    static final Entry<Controllers.Template> ENTRY = new Entry<>(
            "regularized-evolution",
            "Takes one decision of the best of a sample of recent trials anew; the oldest trials die out.",
            List.of(
                    Setting.integer("population", 20, 1, 10_000, "Trials that live; as many random ones come first."),
                    Setting.integer("sample", 10, 1, 10_000, "Living trials among which the best becomes the parent.")),
            settings -> {
                if (settings.integer("sample") > settings.integer("population")) {
                    throw new InvalidInputException(
                            "/sample",
                            "The sample (%d) cannot exceed the population (%d)."
                                    .formatted(settings.integer("sample"), settings.integer("population")));
                }
                return context -> new RegularizedEvolution(
                        context.space(), settings.integer("population"), settings.integer("sample"));
            });

    private final SearchSpace space;
    private final Neighborhood neighborhood;
    private final int population;
    private final int sample;
    private final List<Trial> told = new ArrayList<>();

    private RegularizedEvolution(SearchSpace space, int population, int sample) {
        this.space = space;
        this.neighborhood = new Neighborhood(space);
        this.population = population;
        this.sample = sample;
    }

    @Override
    public Proposal ask(int number, List<Proposal> pending, RandomGenerator random) {
        if (number <= population || told.isEmpty()) {
            return Proposal.of(space.complete(Decisions.none(), random));
        }
        Trial parent = parent(random);
        return new Proposal(mutate(parent.proposal().decisions(), random), parent.number(), Map.of());
    }

    private Trial parent(RandomGenerator random) {
        List<Trial> living = told.subList(Math.max(0, told.size() - population), told.size());
        Trial best = living.get(random.nextInt(living.size()));
        for (int i = 1; i < sample; i++) {
            Trial other = living.get(random.nextInt(living.size()));
            best = fitness(other) > fitness(best) ? other : best;
        }
        return best;
    }

    private Decisions mutate(Decisions play, RandomGenerator random) {
        List<Neighborhood.Change> changes = neighborhood.changes(play);
        if (changes.isEmpty()) {
            return play;
        }
        int[] positions = changes.stream()
                .mapToInt(Neighborhood.Change::position)
                .distinct()
                .toArray();
        int position = positions[random.nextInt(positions.length)];
        List<Neighborhood.Change> there =
                changes.stream().filter(change -> change.position() == position).toList();
        return neighborhood.apply(play, there.get(random.nextInt(there.size())), point -> {
            int[] legal = point.legalOptions();
            return legal[random.nextInt(legal.length)];
        });
    }

    /** A failed trial loses against every scored one. */
    private static double fitness(Trial trial) {
        return trial.outcome() instanceof Outcome.Scored scored ? scored.score() : Double.NEGATIVE_INFINITY;
    }

    @Override
    public void tell(Trial trial) {
        told.add(trial);
    }
}
