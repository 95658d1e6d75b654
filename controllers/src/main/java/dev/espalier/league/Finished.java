package dev.espalier.league;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search that is over.
 *
 * @param curve the value at each point of the anytime curve
 */
record Finished(Key key, List<Standing> standings, List<@Nullable Double> curve) {
    /** What decides a search; equal keys, equal searches. */
    record Key(String contest, String terms, String controller, int seed) {}
}
