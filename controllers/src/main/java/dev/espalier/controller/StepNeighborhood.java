package dev.espalier.controller;

import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Plays one small step from another: the next smaller or greater legal option of one ordered decision, or any other
 * option of one that has no order. Options are ordered where their words are ascending numbers.
 */
record StepNeighborhood(Neighborhood neighborhood) {
    StepNeighborhood(SearchSpace space) {
        this(new Neighborhood(space));
    }

    /** Every neighbour once, in order; new points take their first legal option. */
    List<Decisions> all(Decisions play) {
        List<DecisionPoint> points = neighborhood.space().points(play);
        return neighborhood.changes(play).stream()
                .filter(change ->
                        isStep(points.get(change.position()), play.choice(change.position()), change.choice()))
                .map(change -> neighborhood.apply(play, change, point -> point.legalOptions()[0]))
                .distinct()
                .toList();
    }

    private static boolean isStep(DecisionPoint point, int from, int to) {
        return !isOrdered(point.options())
                || IntStream.range(Math.min(from, to) + 1, Math.max(from, to)).noneMatch(point::isLegal);
    }

    static boolean isOrdered(List<String> options) {
        try {
            double[] numbers = options.stream().mapToDouble(Double::parseDouble).toArray();
            return IntStream.range(1, numbers.length).allMatch(i -> numbers[i - 1] < numbers[i]);
        } catch (NumberFormatException words) {
            return false;
        }
    }
}
