package dev.espalier.controller;

import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Plays that differ from another by one decision.
 *
 * <p>Where later decision points depend on the changed one, a point that the old play went through (known by its name)
 * keeps its choice if that is still legal; a new point is decided by the caller.
 */
record Neighborhood(SearchSpace space) {
    /** One decision taken anew. */
    record Change(int position, int choice) {}

    /** All changes that are legal at their place, in order of position and option. */
    List<Change> changes(Decisions play) {
        List<DecisionPoint> points = space.points(play);
        return IntStream.range(0, points.size())
                .boxed()
                .flatMap(position -> changes(play, position, points.get(position)))
                .toList();
    }

    /** The changed play; {@code fill} chooses at points that the old play does not answer. */
    Decisions apply(Decisions play, Change change, ToIntFunction<DecisionPoint> fill) {
        Map<String, Integer> old = new HashMap<>(); // looked up, never iterated
        List<DecisionPoint> points = space.points(play);
        for (int position = 0; position < points.size(); position++) {
            old.put(points.get(position).name(), play.choice(position));
        }
        Decisions changed = play.prefix(change.position()).then(change.choice());
        for (Optional<DecisionPoint> next = space.next(changed); next.isPresent(); next = space.next(changed)) {
            DecisionPoint point = next.get();
            int kept = old.getOrDefault(point.name(), -1);
            changed = changed.then(point.isLegal(kept) ? kept : fill.applyAsInt(point));
        }
        return changed;
    }

    /** Every neighbour once, in order; new points take their first legal option, so that the set is well-defined. */
    List<Decisions> all(Decisions play) {
        return changes(play).stream()
                .map(change -> apply(play, change, point -> point.legalOptions()[0]))
                .distinct()
                .toList();
    }

    private static Stream<Change> changes(Decisions play, int position, DecisionPoint point) {
        return IntStream.of(point.legalOptions())
                .filter(choice -> choice != play.choice(position))
                .mapToObj(choice -> new Change(position, choice));
    }
}
