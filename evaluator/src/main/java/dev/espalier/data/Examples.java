package dev.espalier.data;

import dev.espalier.architecture.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Examples ready for a network, row after row.
 *
 * @param shape of one example
 * @param features {@code size x shape.size()}, channels first
 * @param units numbers in one target
 * @param targets {@code size x units}: one-hot classes, 0/1 labels or standardised numbers
 * @param weights what classes or labels count in a loss on these examples; absent where all count the same
 * @param origin where these numbers stand too; absent where they are nobody's rows
 */
public record Examples(
        Shape shape,
        float[] features,
        int units,
        float[] targets,
        @Nullable ClassWeights weights,
        @Nullable Origin origin) {
    /** Rows of a part of a data set, from which an engine may take these examples instead. */
    public record Origin(Examples part, int[] rows) {}

    public Examples {
        if (features.length % shape.size() != 0
                || targets.length % units != 0
                || features.length / shape.size() != targets.length / units) {
            throw new IllegalArgumentException("%d features of shape %s and %d targets of %d units do not pair up."
                    .formatted(features.length, shape, targets.length, units));
        }
    }

    /** Examples that all count the same. */
    public Examples(Shape shape, float[] features, int units, float[] targets) {
        this(shape, features, units, targets, null);
    }

    public Examples(Shape shape, float[] features, int units, float[] targets, @Nullable ClassWeights weights) {
        this(shape, features, units, targets, weights, null);
    }

    Examples weighted(@Nullable ClassWeights classWeights) {
        return new Examples(shape, features, units, targets, classWeights);
    }

    public int size() {
        return targets.length / units;
    }

    /** These rows, copied, in the given order. */
    public Examples rows(int... rows) {
        int width = Math.toIntExact(shape.size());
        float[] someFeatures = new float[rows.length * width];
        float[] someTargets = new float[rows.length * units];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(features, rows[i] * width, someFeatures, i * width, width);
            System.arraycopy(targets, rows[i] * units, someTargets, i * units, units);
        }
        return new Examples(shape, someFeatures, units, someTargets, weights, originOf(rows));
    }

    private Origin originOf(int[] rows) {
        Origin own = origin;
        return own == null
                ? new Origin(this, rows)
                : new Origin(
                        own.part(),
                        Arrays.stream(rows).map(row -> own.rows()[row]).toArray());
    }

    /** Index of the greatest target of a row: its class. */
    public int label(int row) {
        int best = 0;
        for (int unit = 1; unit < units; unit++) {
            if (targets[row * units + unit] > targets[row * units + best]) {
                best = unit;
            }
        }
        return best;
    }
}
