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
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Asynchronous successive halving (ASHA, Li 2020, algorithm 2): random architectures are trained for a few epochs; of
 * those that finished a rung the best 1/eta are trained anew for eta times as many. Nothing waits for a rung to be
 * full. A promotion names the shorter training as its parent.
 */
final class SuccessiveHalving implements Controller {
    static final Entry<Controllers.Template> ENTRY = new Entry<>(
            "successive-halving",
            "Trains many architectures for a few epochs and the best of them for more and more.",
            List.of(
                    Setting.integer("minEpochs", 1, 1, 10_000, "Epochs of every architecture's first training."),
                    Setting.integer("maxEpochs", 27, 1, 10_000, "Epochs of the longest training."),
                    Setting.integer("eta", 3, 2, 100, "One in so many goes on, for so many times as long.")),
            settings -> {
                int least = settings.integer("minEpochs");
                int most = settings.integer("maxEpochs");
                if (most < least) {
                    throw new InvalidInputException(
                            "/maxEpochs",
                            "The longest training (%d epochs) cannot be shorter than the first (%d)."
                                    .formatted(most, least));
                }
                return context -> new SuccessiveHalving(context.space(), least, most, settings.integer("eta"));
            });

    private static final Comparator<Trial> BETTER_FIRST =
            Comparator.comparing(trial -> (Outcome.Scored) trial.outcome(), Outcome.Scored.BETTER_FIRST);

    private final SearchSpace space;
    private final int eta;
    private final List<Integer> epochs = new ArrayList<>();
    private final List<List<Trial>> rungs = new ArrayList<>();
    private final Set<Integer> promoted = new HashSet<>();

    private SuccessiveHalving(SearchSpace space, int least, int most, int eta) {
        this.space = space;
        this.eta = eta;
        for (long budget = least; ; budget *= eta) {
            epochs.add((int) Math.min(budget, most));
            rungs.add(new ArrayList<>());
            if (budget >= most) {
                break;
            }
        }
    }

    @Override
    public Proposal ask(int number, List<Proposal> pending, RandomGenerator random) {
        for (int rung = epochs.size() - 2; rung >= 0; rung--) {
            Optional<Trial> next = promotable(rung, pending);
            if (next.isPresent()) {
                return Proposal.of(next.get().proposal().decisions(), next.get().number(), epochs.get(rung + 1));
            }
        }
        return Proposal.of(space.complete(Decisions.none(), random), null, epochs.get(0));
    }

    /** The best that finished this rung, is in its first 1/eta and was not promoted yet. */
    private Optional<Trial> promotable(int rung, List<Proposal> pending) {
        List<Trial> finished = rungs.get(rung);
        return scored(finished)
                .sorted(BETTER_FIRST)
                .limit(finished.size() / eta)
                .filter(trial -> !promoted.contains(trial.number()))
                .filter(trial -> pending.stream()
                        .filter(flying -> rung(flying) > 0)
                        .noneMatch(flying -> Integer.valueOf(trial.number()).equals(flying.parent())))
                .findFirst();
    }

    private static Stream<Trial> scored(List<Trial> trials) {
        return trials.stream().filter(trial -> trial.outcome() instanceof Outcome.Scored);
    }

    /** From 0; -1 for what another controller proposed, whose parent is not promoted by it. */
    private int rung(Proposal proposal) {
        return epochs.indexOf(proposal.epochs().orElse(0));
    }

    /** A repeat is a promotion of the same training once more, which would tell nothing: it stands in no rung. */
    @Override
    public void tell(Trial trial) {
        int rung = rung(trial.proposal());
        if (rung > 0 && trial.proposal().parent() != null) {
            promoted.add(trial.proposal().parent());
        }
        if (rung >= 0 && trial.sameAs() == null) {
            rungs.get(rung).add(trial);
        }
    }
}
