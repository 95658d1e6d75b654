package dev.espalier.evaluator;

import dev.espalier.data.Examples;
import dev.espalier.network.Network;
import java.util.Arrays;

/** How long a network takes for one example. */
final class Latency {
    private static final int WARM_UPS = 5;
    private static final int MOST = 31;
    private static final int FEWEST = 7;
    private static final long ENOUGH = 1_000_000_000;

    private Latency() {}

    /**
     * Wall time of one forward pass of one example on the calling thread, in milliseconds: the median of 31 runs after
     * 5 that are not counted, or of as many as a second holds, at least 7.
     *
     * @param one a single example
     */
    static double milliseconds(Network network, Examples one) {
        for (int i = 0; i < WARM_UPS; i++) {
            network.outputs(one);
        }
        long[] nanoseconds = new long[MOST];
        int runs = 0;
        for (long spent = 0; runs < FEWEST || (runs < MOST && spent < ENOUGH); runs++) {
            long start = System.nanoTime();
            network.outputs(one);
            nanoseconds[runs] = System.nanoTime() - start;
            spent += nanoseconds[runs];
        }
        Arrays.sort(nanoseconds, 0, runs);
        return nanoseconds[runs / 2] / 1e6;
    }
}
