package dev.espalier.controller;

import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.EarlierSearch;
import dev.espalier.trial.EarlierSearches;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Plays to imitate: those of earlier searches that this space has.
 *
 * @param plays without rewards
 * @param tasks of each play, as the network reads it
 */
record Demonstrations(List<Episode> plays, List<float[]> tasks) {
    static Demonstrations of(SearchSpace space, EarlierSearches earlier, TaskScale scale) {
        Demonstrations all = new Demonstrations(new ArrayList<>(), new ArrayList<>());
        for (EarlierSearch search : earlier.searches()) {
            for (Decisions play : search.plays()) {
                if (space.isPlay(play)) {
                    all.plays.add(new Episode(play, space.points(play), 0));
                    all.tasks.add(scale.of(search.task()));
                }
            }
        }
        return all;
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
