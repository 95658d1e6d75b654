package dev.espalier.controller;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.Setting;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Trial;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Local search (White 2021, "Exploring the Loss Landscape in Neural Architecture Search"): from the best of a few random
 * plays walk through the plays at Hamming distance 1, in random order, to a better one; begin anew where none is better.
 *
 * <p>{@code step: first} moves as soon as a neighbour is better, {@code best} looks at all of them and takes the best.
 * With several evaluations in flight a proposal for which no neighbour is left is a random play, and a better one is
 * walked to as if it were a neighbour.
 */
final class LocalSearch implements Controller {
    static final Entry<Controllers.Template> ENTRY = new Entry<>(
            "local-search",
            "Walks to better neighbours that differ by one decision, and begins anew where there is none.",
            List.of(
                    Setting.choice(
                            "step",
                            "first",
                            List.of("first", "best"),
                            "Move to the first better neighbour or the best."),
                    Setting.integer("starts", 10, 1, 10_000, "Random plays of which the best begins a walk.")),
            settings -> context -> new LocalSearch(
                    context.space(), settings.text("step").equals("first"), settings.integer("starts")));

    private static final int TRIES = 100;

    private final SearchSpace space;
    private final boolean first;
    private final int starts;

    private final Map<Decisions, Place> known = new HashMap<>(); // looked up, never iterated
    private @Nullable Place current;
    private List<Decisions> neighbors = List.of();
    private @Nullable Place bestStart;
    private int startsTold;

    /** A play that was told: the number of its first trial and its score, below all others where it failed. */
    private record Place(int number, Decisions play, double score) {}

    private LocalSearch(SearchSpace space, boolean first, int starts) {
        this.space = space;
        this.first = first;
        this.starts = starts;
    }

    @Override
    public Proposal ask(int number, List<Proposal> pending, RandomGenerator random) {
        Set<Decisions> busy = new HashSet<>();
        pending.forEach(proposal -> busy.add(proposal.decisions()));
        List<Decisions> open = neighbors.stream()
                .filter(play -> !known.containsKey(play) && !busy.contains(play))
                .toList();
        if (current != null && !open.isEmpty()) {
            return new Proposal(open.get(random.nextInt(open.size())), current.number(), Map.of());
        }
        return Proposal.of(unseen(busy, random));
    }

    private Decisions unseen(Set<Decisions> busy, RandomGenerator random) {
        Decisions play = space.complete(Decisions.none(), random);
        for (int i = 1; i < TRIES && (known.containsKey(play) || busy.contains(play)); i++) {
            play = space.complete(Decisions.none(), random);
        }
        return play;
    }

    @Override
    public void tell(Trial trial) {
        double score = trial.outcome() instanceof Outcome.Scored scored ? scored.score() : Double.NEGATIVE_INFINITY;
        Decisions play = trial.proposal().decisions();
        Place place = new Place(trial.number(), play, score);
        known.putIfAbsent(play, place);
        if (current == null) {
            start(place);
        } else if (first && score > current.score()) {
            moveTo(place);
        }
        while (current != null && neighbors.stream().allMatch(known::containsKey)) {
            leave(current);
        }
    }

    private void start(Place place) {
        bestStart = better(bestStart, place);
        if (++startsTold >= starts) {
            moveTo(bestStart);
            bestStart = null;
            startsTold = 0;
        }
    }

    private void moveTo(Place place) {
        current = place;
        neighbors = new Neighborhood(space).all(place.play());
    }

    /** Everything around is known: on to the best neighbour, or to a new start where none is better. */
    private void leave(Place from) {
        Place best = from;
        for (Decisions neighbor : neighbors) {
            best = better(best, Objects.requireNonNull(known.get(neighbor)));
        }
        if (best == from) {
            current = null;
            neighbors = List.of();
        } else {
            moveTo(best);
        }
    }

    private static Place better(@Nullable Place one, Place other) {
        return one == null || other.score() > one.score() ? other : one;
    }
}
