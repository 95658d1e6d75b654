package dev.espalier.controller;

import dev.espalier.space.Decisions;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Plays to imitate: of every earlier search the best quarter of its different plays, those left out that this space does
 * not have.
 *
 * @param plays without rewards
 * @param tasks of each play, as the network reads it
 */
record Demonstrations(List<Episode> plays, List<float[]> tasks) {
    static Demonstrations of(ControllerContext context, TaskScale scale) {
        Demonstrations all = new Demonstrations(new ArrayList<>(), new ArrayList<>());
        for (EarlierSearch search : context.earlier()) {
            List<Decisions> ranked = ranked(context, search);
            for (Decisions play : ranked.subList(0, (ranked.size() + 3) / 4)) {
                all.plays.add(new Episode(play, context.space().points(play), 0));
                all.tasks.add(scale.of(search.descriptors()));
            }
        }
        return all;
    }

    /** Scored different plays of this space, the best first, of equal ones the earlier. */
    private static List<Decisions> ranked(ControllerContext context, EarlierSearch search) {
        Set<Decisions> seen = new HashSet<>();
        return search.trials().stream()
                .filter(trial -> trial.outcome() instanceof Outcome.Scored)
                .sorted((one, other) -> Double.compare(score(other), score(one)))
                .map(trial -> trial.proposal().decisions())
                .filter(play -> context.space().isPlay(play) && seen.add(play))
                .toList();
    }

    private static double score(Trial trial) {
        return ((Outcome.Scored) trial.outcome()).score();
    }

    boolean isEmpty() {
        return plays.isEmpty();
    }

    /** Some of them, with repeats. */
    Demonstrations drawn(int count, RandomGenerator random) {
        int[] places = random.ints(count, 0, plays.size()).toArray();
        List<Episode> drawn = new ArrayList<>();
        List<float[]> theirs = new ArrayList<>();
        for (int place : places) {
            drawn.add(plays.get(place));
            theirs.add(tasks.get(place));
        }
        return new Demonstrations(drawn, theirs);
    }
}
