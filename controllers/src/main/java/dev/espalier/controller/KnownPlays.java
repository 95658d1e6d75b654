package dev.espalier.controller;

import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Proposal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Which plays were told, so that none is proposed twice while another is found. */
final class KnownPlays {
    private static final int TRIES = 100;

    private final SearchSpace space;
    private final Set<Decisions> told = new HashSet<>(); // looked up, never iterated

    KnownPlays(SearchSpace space) {
        this.space = space;
    }

    void add(Decisions play) {
        told.add(play);
    }

    /** Plays that are neither told nor pending. */
    Predicate<Decisions> open(List<Proposal> pending) {
        Set<Decisions> busy = new HashSet<>();
        pending.forEach(proposal -> busy.add(proposal.decisions()));
        return play -> !told.contains(play) && !busy.contains(play);
    }

    /** A random open play; any random play where a hundred tries found none. */
    Decisions random(Predicate<Decisions> open, RandomGenerator random) {
        Decisions play = space.complete(Decisions.none(), random);
        for (int i = 1; i < TRIES && !open.test(play); i++) {
            play = space.complete(Decisions.none(), random);
        }
        return play;
    }
}
