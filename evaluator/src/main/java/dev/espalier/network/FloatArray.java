package dev.espalier.network;

import java.util.Arrays;
import java.util.List;

/** Numbers with a shape, last dimension fastest. The array is shared, not copied: treat it as read-only. */
public record FloatArray(List<Integer> shape, float[] values) {
    public FloatArray {
        shape = List.copyOf(shape);
        long size = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        if (size != values.length) {
            throw new IllegalArgumentException("%d numbers do not fill the shape %s.".formatted(values.length, shape));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FloatArray that && shape.equals(that.shape) && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "FloatArray" + shape;
    }
}
