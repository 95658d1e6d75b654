package dev.espalier.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Contestants that take turns, so that a busy machine disturbs all alike. Two figures: the median processor time of the
 * thread over the rounds (native code included), and the whole processor time of the process (garbage collection and
 * compilation included; counted in hundredths of a second).
 */
public final class Contest {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final int rounds;
    private final List<String> names = new ArrayList<>();
    private final List<Double> units = new ArrayList<>();
    private final List<Runnable> turns = new ArrayList<>();

    public Contest(int rounds) {
        this.rounds = rounds;
    }

    /**
     * Turns should take about equally long: what comes back after a long turn of another finds its caches empty.
     *
     * @param unitsInTurn how much work one turn does
     */
    public Contest add(String name, double unitsInTurn, Runnable turn) {
        names.add(name);
        units.add(unitsInTurn);
        turns.add(turn);
        return this;
    }

    /** Prints units a second of each contestant and the ratio to the first; a first turn warms up. */
    public void print(String title, String unit) {
        double[][] thread = new double[turns.size()][rounds];
        double[] process = new double[turns.size()];
        turns.forEach(Runnable::run);
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < process.length; i++) {
                long threadStart = THREADS.getCurrentThreadCpuTime();
                long processStart = SYSTEM.getProcessCpuTime();
                turns.get(i).run();
                thread[i][round] = (THREADS.getCurrentThreadCpuTime() - threadStart) / 1e9;
                process[i] += (SYSTEM.getProcessCpuTime() - processStart) / 1e9 / rounds;
            }
        }
        System.out.printf("%n%s%n", title);
        for (int i = 0; i < process.length; i++) {
            double threadRate = units.get(i) / median(thread[i]);
            double processRate = units.get(i) / process[i];
            System.out.printf(
                    "  %-16s thread %8.1f %s, ratio %.3f;  process %8.1f %s, ratio %.3f%n",
                    names.get(i),
                    threadRate,
                    unit,
                    threadRate * median(thread[0]) / units.get(0),
                    processRate,
                    unit,
                    processRate * process[0] / units.get(0));
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
