package dev.espalier.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Contestants that take turns, so that a busy machine disturbs all alike. What counts is the processor time of the
 * thread, native code included.
 */
public final class Contest {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final int rounds;
    private final List<String> names = new ArrayList<>();
    private final List<Runnable> blocks = new ArrayList<>();

    public Contest(int rounds) {
        this.rounds = rounds;
    }

    /** @param block of work that is equal for all contestants */
    public Contest add(String name, Runnable block) {
        names.add(name);
        blocks.add(block);
        return this;
    }

    /** Median seconds of processor time a block, in the order of the contestants; a first turn warms up. */
    public double[] seconds() {
        double[][] seconds = new double[blocks.size()][rounds];
        blocks.forEach(Runnable::run);
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < seconds.length; i++) {
                long start = THREADS.getCurrentThreadCpuTime();
                blocks.get(i).run();
                seconds[i][round] = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
            }
        }
        return Arrays.stream(seconds).mapToDouble(Contest::median).toArray();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Prints units a second of each contestant and the ratio to the first. */
    public double[] print(String title, double unitsInBlock, String unit) {
        double[] seconds = seconds();
        System.out.printf("%n%s%n", title);
        for (int i = 0; i < seconds.length; i++) {
            System.out.printf(
                    "  %-28s %10.1f %s  ratio %.3f%n",
                    names.get(i), unitsInBlock / seconds[i], unit, seconds[0] / seconds[i]);
        }
        return seconds;
    }
}
