package dev.espalier.network.dl4j;

import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.Pointer;

/**
 * DL4J leaves small native objects behind, about 100 kB a step, that are freed once the garbage collector has found
 * their owners; and the collector, which does not see that memory, has no reason to run. So it is called when the
 * process has grown.
 */
final class Garbage {
    private static final int INTERVAL = 64;
    private static final long GROWTH = 256L << 20;
    private static final AtomicInteger CALLS = new AtomicInteger();
    private static long floor = Long.MAX_VALUE;

    private Garbage() {}

    /** To be called once a computation. */
    static void count() {
        if (CALLS.incrementAndGet() % INTERVAL == 0) {
            collect();
        }
    }

    private static synchronized void collect() {
        long size = Pointer.physicalBytes();
        if (floor < size - GROWTH) {
            System.gc();
            floor = Pointer.physicalBytes();
        } else {
            floor = Math.min(floor, size);
        }
    }
}
