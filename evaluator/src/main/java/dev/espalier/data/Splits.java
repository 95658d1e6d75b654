package dev.espalier.data;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Divides rows by chance so that every stratum is divided in the same proportion. */
final class Splits {
    /**
     * Two parts of some rows, each in ascending order.
     *
     * @param drawn the share that was asked for
     * @param rest everything else
     */
    record Parts(int[] drawn, int[] rest) {}

    private Splits() {}

    /**
     * Draws {@code share} of the rows, as evenly over the strata as whole rows allow; at least one row of each stratum
     * stays in the rest.
     */
    static Parts stratified(int[] rows, IntFunction<String> stratum, double share, RandomGenerator random) {
        SortedMap<String, List<Integer>> strata = new TreeMap<>();
        for (int row : rows) {
            strata.computeIfAbsent(stratum.apply(row), key -> new ArrayList<>()).add(row);
        }
        List<Integer> drawn = new ArrayList<>();
        List<Integer> rest = new ArrayList<>();
        double due = 0;
        for (List<Integer> members : strata.values()) {
            shuffle(members, random);
            due += share * members.size();
            int count = Math.min((int) Math.round(due), members.size() - 1);
            due -= count;
            drawn.addAll(members.subList(0, count));
            rest.addAll(members.subList(count, members.size()));
        }
        return parts(drawn, rest);
    }

    /** All rows of a data set. */
    static int[] all(int size) {
        return IntStream.range(0, size).toArray();
    }

    static Parts parts(List<Integer> drawn, List<Integer> rest) {
        return new Parts(sorted(drawn), sorted(rest));
    }

    static <T> void shuffle(List<T> rows, RandomGenerator random) {
        for (int i = rows.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            T row = rows.get(i);
            rows.set(i, rows.get(j));
            rows.set(j, row);
        }
    }

    private static int[] sorted(List<Integer> rows) {
        return rows.stream().mapToInt(Integer::intValue).sorted().toArray();
    }
}
