package dev.espalier.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/** What is best where several scores count; each is the greater the better. */
public final class Pareto {
    private Pareto() {}

    /** Whether {@code one} is nowhere worse than {@code other} and somewhere better. */
    public static boolean dominates(double[] one, double[] other) {
        boolean better = false;
        for (int i = 0; i < one.length; i++) {
            if (one[i] < other[i]) {
                return false;
            }
            better |= one[i] > other[i];
        }
        return better;
    }

    /** The trials that no other dominates, in order of number; of equal ones the first. */
    public static List<Trial> front(List<Trial> trials, Objective objective) {
        record Scored(Trial trial, double[] scores) {}
        List<Scored> front = new ArrayList<>();
        for (Trial trial : trials) {
            objective
                    .scores(trial.outcome())
                    .map(scores -> new Scored(trial, scores))
                    .ifPresent(fresh -> {
                        if (front.stream()
                                .noneMatch(old -> dominates(old.scores(), fresh.scores())
                                        || Arrays.equals(old.scores(), fresh.scores()))) {
                            front.removeIf(old -> dominates(fresh.scores(), old.scores()));
                            front.add(fresh);
                        }
                    });
        }
        return front.stream().map(Scored::trial).toList();
    }

    /**
     * Sorts into fronts (Deb 2002, NSGA-II, section III-A): nothing dominates what is in the first, and what is in each
     * later one is dominated from the front before it. The order within a front is that given. Time grows with the
     * square of the number of items.
     */
    public static <T> List<List<T>> fronts(List<T> items, BiPredicate<T, T> dominates) {
        int[] dominators = new int[items.size()];
        List<List<Integer>> dominated = new ArrayList<>();
        for (int one = 0; one < items.size(); one++) {
            dominated.add(new ArrayList<>());
            for (int other = 0; other < items.size(); other++) {
                if (dominates.test(items.get(one), items.get(other))) {
                    dominated.get(one).add(other);
                    dominators[other]++;
                }
            }
        }
        List<List<T>> fronts = new ArrayList<>();
        int[] front = IntStream.range(0, items.size())
                .filter(item -> dominators[item] == 0)
                .toArray();
        while (front.length > 0) {
            fronts.add(IntStream.of(front).mapToObj(items::get).toList());
            front = IntStream.of(front)
                    .flatMap(item -> dominated.get(item).stream().mapToInt(Integer::intValue))
                    .filter(item -> --dominators[item] == 0)
                    .sorted()
                    .toArray();
        }
        return fronts;
    }

    /**
     * How lonely each point of a front is (Deb 2002, section III-B): for each score the distance between its neighbours
     * on both sides as a share of the front's extent, added up; infinite for those at either end.
     */
    public static double[] crowding(List<double[]> front) {
        double[] distance = new double[front.size()];
        int dimensions = front.isEmpty() ? 0 : front.get(0).length;
        for (int i = 0; i < dimensions; i++) {
            int dimension = i;
            int[] order = IntStream.range(0, front.size())
                    .boxed()
                    .sorted(Comparator.comparingDouble(point -> front.get(point)[dimension]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            double lowest = front.get(order[0])[dimension];
            double extent = front.get(order[order.length - 1])[dimension] - lowest;
            distance[order[0]] = Double.POSITIVE_INFINITY;
            distance[order[order.length - 1]] = Double.POSITIVE_INFINITY;
            for (int place = 1; extent > 0 && place < order.length - 1; place++) {
                double gap = front.get(order[place + 1])[dimension] - front.get(order[place - 1])[dimension];
                distance[order[place]] += gap / extent;
            }
        }
        return distance;
    }

    /**
     * The volume of what these points dominate above a reference point: the greater, the better the set. Exact, by
     * slicing along the last score (While 2006, HSO); meant for two or three scores and some hundreds of points.
     *
     * @param reference worse than every point that shall count; points that are not above it everywhere add nothing
     */
    public static double hypervolume(List<double[]> points, double... reference) {
        List<double[]> above = points.stream()
                .filter(point -> IntStream.range(0, reference.length).allMatch(i -> point[i] > reference[i]))
                .toList();
        return volume(above, reference, reference.length);
    }

    /** Of the first {@code dimensions} scores. */
    private static double volume(List<double[]> points, double[] reference, int dimensions) {
        int last = dimensions - 1;
        if (last == 0) {
            return points.stream()
                    .mapToDouble(point -> point[0] - reference[0])
                    .max()
                    .orElse(0);
        }
        List<double[]> falling = points.stream()
                .sorted(Comparator.comparingDouble((double[] point) -> point[last])
                        .reversed())
                .toList();
        double volume = 0;
        for (int i = 0; i < falling.size(); i++) {
            double below = i + 1 < falling.size() ? falling.get(i + 1)[last] : reference[last];
            double thickness = falling.get(i)[last] - below;
            volume += thickness > 0 ? thickness * volume(falling.subList(0, i + 1), reference, last) : 0;
        }
        return volume;
    }
}
