package dev.espalier.server.process;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What a search's process may take before it is ended and started again.
 *
 * @param places searches that run at once
 * @param start from its launch to its first word
 * @param silence without a sign of life
 * @param evaluation of one trial
 * @param memory bytes of the whole process
 */
public record Limits(int places, Duration start, Duration silence, Duration evaluation, long memory) {
    private static final long GIGABYTE = 1L << 30;
    private static final double SHARE = 0.7;

    /** For this machine: one search for every two processors, which share seven tenths of the memory. */
    public static Limits ofThisMachine() {
        int places = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        long memory = Math.max(2 * GIGABYTE, (long) (SHARE * totalMemory() / places));
        return new Limits(places, Duration.ofMinutes(2), Duration.ofMinutes(2), Duration.ofHours(1), memory);
    }

    /** The same with other times. */
    public Limits waiting(Duration forALifeSign, Duration forAnEvaluation) {
        return new Limits(places, start, forALifeSign, forAnEvaluation, memory);
    }

    /** Bytes of the Java heap of one process; the rest is for tensors. */
    public long heap() {
        return Math.min(4 * GIGABYTE, memory / 4);
    }

    /** Bytes of memory of this machine or container. */
    static long totalMemory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean machine
                ? machine.getTotalMemorySize()
                : 4 * GIGABYTE;
    }
}
