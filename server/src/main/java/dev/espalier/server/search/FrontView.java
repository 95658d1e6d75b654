package dev.espalier.server.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The front of a search as the API gives it.
 *
 * @param metrics the one of the score first; empty before the first scored trial
 * @param numbers of the trials that no other dominates, ascending
 * @param hypervolume from 0 to 1: the share that they dominate of the box between the worst and the best of the metrics
 */
public record FrontView(
        List<Axis> metrics, List<Integer> numbers, @Nullable Double hypervolume) {
    /**
     * A metric in its own unit and direction; that of the score is the risk measure of it where one is asked for.
     *
     * @param worst of all scored trials
     * @param best of all scored trials
     */
    public record Axis(String metric, double worst, double best) {}
}
