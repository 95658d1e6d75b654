package dev.espalier.controller;

import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Seeds;
import java.util.Arrays;
import java.util.List;

/**
 * Plays as sets of features, one for each "this option at the point of that name", so that plays through different
 * points can be compared. A feature is a hash of 64 bits, which depends on nothing but name and option.
 */
final class PlayFeatures {
    private static final Seeds HASH = new Seeds(0);

    private PlayFeatures() {}

    /** The features of a play, ascending. */
    static long[] of(SearchSpace space, Decisions play) {
        return of(space.points(play), play);
    }

    /** Of a play that went through these points. */
    static long[] of(List<DecisionPoint> points, Decisions play) {
        long[] features = new long[points.size()];
        Arrays.setAll(features, i -> HASH.of(points.get(i).name(), play.choice(i)));
        Arrays.sort(features);
        return features;
    }

    /** How many features two plays share. */
    static int shared(long[] one, long[] other) {
        int shared = 0;
        for (int i = 0, j = 0; i < one.length && j < other.length; ) {
            int order = Long.compare(one[i], other[j]);
            shared += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return shared;
    }

    /** A name for two features together. */
    static long pair(long one, long other) {
        return one + 0x9e37_79b9_7f4a_7c15L * other;
    }
}
