package dev.espalier.controller;

import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Children of plays in any space. Decisions are inherited by the name of their point; where neither parent answers a
 * point, or its answer is not legal there, the choice is random.
 */
record Recombination(SearchSpace space) {
    /** What a play decided, by the name of the point. */
    private Map<String, Integer> answers(Decisions play) {
        Map<String, Integer> answers = new TreeMap<>();
        List<DecisionPoint> points = space.points(play);
        for (int position = 0; position < points.size(); position++) {
            answers.put(points.get(position).name(), play.choice(position));
        }
        return answers;
    }

    /**
     * Each decision from one of the parents (uniform crossover, Syswerda 1989), then each taken anew with probability
     * {@code mutations / length}.
     *
     * @param other the second parent; the first one again for a child of one
     * @param mutations expected number of decisions that are taken anew
     */
    Decisions child(Decisions parent, Decisions other, double mutations, RandomGenerator random) {
        List<Map<String, Integer>> answers = List.of(answers(parent), answers(other));
        double rate = mutations / Math.max(1, parent.size());
        Decisions child = Decisions.none();
        for (Optional<DecisionPoint> next = space.next(child); next.isPresent(); next = space.next(child)) {
            DecisionPoint point = next.get();
            int first = random.nextInt(2);
            int inherited = answers.get(first).getOrDefault(point.name(), -1);
            int kept = point.isLegal(inherited)
                    ? inherited
                    : answers.get(1 - first).getOrDefault(point.name(), -1);
            boolean mutated = random.nextDouble() < rate;
            child = child.then(mutated || !point.isLegal(kept) ? anew(point, kept, random) : kept);
        }
        return child;
    }

    /** Another legal option where there is one. */
    private static int anew(DecisionPoint point, int old, RandomGenerator random) {
        int[] others = IntStream.of(point.legalOptions())
                .filter(option -> option != old)
                .toArray();
        return others.length == 0 ? old : others[random.nextInt(others.length)];
    }
}
