package dev.espalier.evaluator;

import dev.espalier.space.Supernet;
import java.util.List;

/**
 * Brings logits back to where the expected cost is within its bounds (RC-DARTS, Jin 2019, section 3.2): each step is
 * the shortest one that would reach a violated bound if the cost were linear in the logits.
 */
final class Projection {
    private static final int STEPS = 500;
    /** Beyond the bound by so much, since the cost is not linear. */
    private static final double FURTHER = 1.02;
    /** A longer step says that the softmax has saturated. */
    private static final double LONGEST = 1;

    private Projection() {}

    /**
     * The logits themselves where every expected cost is inside, else others near them. A bound that only the cheapest
     * architecture meets is approached, never reached.
     */
    static double[] of(double[] logits, Supernet supernet, List<SupernetBound> bounds) {
        double[] values = logits.clone();
        for (int step = 0; step < STEPS; step++) {
            boolean inside = true;
            for (SupernetBound bound : bounds) {
                double[][] probabilities = Alphas.operations(values, supernet);
                double excess = bound.expected(supernet, probabilities) - bound.atMost();
                if (excess > 0) {
                    inside = false;
                    move(values, bound.slope(supernet, probabilities), excess * FURTHER);
                }
            }
            if (inside) {
                break;
            }
        }
        return values;
    }

    private static void move(double[] values, double[] slope, double excess) {
        double squares = 0;
        for (double each : slope) {
            squares += each * each;
        }
        if (squares == 0) {
            return;
        }
        double factor = Math.min(excess / squares, LONGEST / Math.sqrt(squares));
        for (int i = 0; i < values.length; i++) {
            values[i] -= factor * slope[i];
        }
    }
}
