package dev.espalier.controller;

import dev.espalier.space.Decisions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Simulated annealing through neighbourhoods (Akkerman 2023, algorithm 1): move to the best neighbour if it is better;
 * else accept it with probability {@code exp(-loss / beta)}; else jump to one of the stored best neighbours, if any is. The number k
 * of neighbours that are stored in each step and the temperature beta cool linearly to nothing.
 *
 * @param share of a neighbourhood that is stored at first
 * @param beta temperature at first, in standard deviations of rewards
 */
record AnnealedWalk(Function<Decisions, List<Decisions>> neighborhood, double share, double beta, int steps) {
    /** Whether a step down by {@code loss} is taken, given a uniform draw from 0 to 1. */
    static boolean accepts(double loss, double beta, double draw) {
        return draw < Math.exp(-loss / beta);
    }

    /** The best open play that was looked at, if any was. */
    @Nullable
    Decisions from(
            Decisions base, ToDoubleFunction<Decisions> value, Predicate<Decisions> open, RandomGenerator random) {
        Map<Decisions, Double> looked = new HashMap<>(); // looked up, never iterated
        ToDoubleFunction<Decisions> remembered = play -> looked.computeIfAbsent(play, value::applyAsDouble);
        Comparator<Decisions> order = Comparator.comparingDouble(remembered);
        List<Decisions> stored = new ArrayList<>();
        Decisions current = base;
        Decisions best = open.test(base) ? base : null;
        for (int step = 0; step < steps; step++) {
            double warmth = 1 - step / (double) steps;
            List<Decisions> around = new ArrayList<>(neighborhood.apply(current));
            if (around.isEmpty()) {
                break;
            }
            around.sort(order.reversed());
            Decisions found = around.stream().filter(open).findFirst().orElse(best);
            best = best == null || found != null && order.compare(found, best) > 0 ? found : best;
            int storing = (int) Math.ceil(warmth * share * around.size());
            stored.addAll(around.subList(0, Math.min(storing, around.size())));
            Decisions next = around.get(0);
            double loss = remembered.applyAsDouble(current) - remembered.applyAsDouble(next);
            boolean moves = loss < 0 || accepts(loss, warmth * beta, random.nextDouble());
            current = moves || stored.isEmpty() ? next : stored.get(random.nextInt(stored.size()));
        }
        return best;
    }
}
