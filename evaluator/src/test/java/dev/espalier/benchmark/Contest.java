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

    /** Prints units a second of each contestant and the ratio to the first; a first turn warms up. */
    public void print(String title, double unitsInBlock, String unit) {
        double[][] thread = new double[blocks.size()][rounds];
        double[] process = new double[blocks.size()];
        blocks.forEach(Runnable::run);
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < process.length; i++) {
                long threadStart = THREADS.getCurrentThreadCpuTime();
                long processStart = SYSTEM.getProcessCpuTime();
                blocks.get(i).run();
                thread[i][round] = (THREADS.getCurrentThreadCpuTime() - threadStart) / 1e9;
                process[i] += (SYSTEM.getProcessCpuTime() - processStart) / 1e9 / rounds;
            }
        }
        System.out.printf("%n%s%n", title);
        for (int i = 0; i < process.length; i++) {
            System.out.printf(
                    "  %-16s thread %8.1f %s, ratio %.3f;  process %8.1f %s, ratio %.3f%n",
                    names.get(i),
                    unitsInBlock / median(thread[i]),
                    unit,
                    median(thread[0]) / median(thread[i]),
                    unitsInBlock / process[i],
                    unit,
                    process[0] / process[i]);
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
