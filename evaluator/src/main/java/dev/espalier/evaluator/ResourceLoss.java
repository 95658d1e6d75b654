package dev.espalier.evaluator;

import dev.espalier.space.PrunedSpace;
import dev.espalier.space.RelaxedSpace;
import dev.espalier.space.Supernet;
import dev.espalier.trial.Metric;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The resource loss of branched multi-task networks (Bruggemann 2020): a weight times the multiply-accumulates of an
 * architecture that is drawn by the alphas, on average and as a share of the whole supernet's.
 */
final class ResourceLoss {
    private final Supernet supernet;
    private final double scale;
    private final ToDoubleFunction<double[][]> expected;

    ResourceLoss(RelaxedSpace space, Supernet supernet, double weight) {
        this.supernet = supernet;
        this.scale = weight / whole(space.supernet(1));
        if (space instanceof PrunedSpace pruned) {
            this.expected = pruned::expectedMacs;
        } else {
            SupernetBound additive = SupernetBound.of(space, Metric.MACS, 0);
            this.expected = probabilities -> additive.expected(supernet, probabilities);
        }
    }

    private static double whole(Supernet supernet) {
        return supernet.outer().cost().macs()
                + supernet.places().values().stream()
                        .flatMap(place -> place.options().stream())
                        .flatMap(Optional::stream)
                        .mapToDouble(option -> option.cost().macs())
                        .sum();
    }

    double of(Alphas alphas) {
        return scale == 0 ? 0 : scale * expected.applyAsDouble(alphas.operations());
    }

    /**
     * A gradient by all logits, with this loss's own; where that counts nothing, the same. The mean is linear in the
     * probabilities of each edge, so that its slope by one of them is the mean where that operation is certain.
     */
    double[] addedTo(double[] gradient, Alphas alphas) {
        if (scale == 0) {
            return gradient;
        }
        double[] sum = gradient.clone();
        double[][] probabilities = alphas.operations();
        double mean = expected.applyAsDouble(probabilities);
        int options = supernet.operations().size();
        for (int edge = 0; edge < probabilities.length; edge++) {
            double[] own = probabilities[edge];
            for (int i = 0; i < options; i++) {
                probabilities[edge] = new double[options];
                probabilities[edge][i] = 1;
                sum[edge * options + i] += scale * own[i] * (expected.applyAsDouble(probabilities) - mean);
            }
            probabilities[edge] = own;
        }
        return sum;
    }
}
