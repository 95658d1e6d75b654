package dev.espalier.network;

import dev.espalier.space.Supernet;
import java.util.Arrays;

/**
 * How much each operation and each edge of a supernet counts, or a slope for each of these numbers. The arrays are
 * shared, not copied: treat them as read-only.
 *
 * @param operations by edge, then by operation; what is 0 is not computed
 * @param edges what the whole edge is multiplied with, bypassing channels included; used where there are such
 */
public record Mixture(double[][] operations, double[] edges) {
    /** One operation on each edge that is not dropped: an architecture. */
    public static Mixture of(Supernet supernet, int[] chosen) {
        double[][] operations = new double[chosen.length][supernet.operations().size()];
        double[] edges = new double[chosen.length];
        for (int edge = 0; edge < chosen.length; edge++) {
            if (chosen[edge] != Supernet.DROPPED) {
                operations[edge][chosen[edge]] = 1;
                edges[edge] = 1;
            }
        }
        return new Mixture(operations, edges);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mixture that
                && Arrays.deepEquals(operations, that.operations)
                && Arrays.equals(edges, that.edges);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.deepHashCode(operations) + Arrays.hashCode(edges);
    }

    @Override
    public String toString() {
        return Arrays.deepToString(operations) + Arrays.toString(edges);
    }
}
