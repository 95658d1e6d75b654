package dev.espalier.data;

/**
 * One image as unsigned bytes, channels first.
 *
 * @param values {@code channels x height x width}
 */
record Samples(int channels, int height, int width, byte[] values) {
    /** The same image at another size: each pixel is the mean of the source area under it, rounded half up. */
    Samples resized(int newHeight, int newWidth) {
        if (newHeight == height && newWidth == width) {
            return this;
        }
        Overlap[] rows = Overlap.of(height, newHeight);
        Overlap[] columns = Overlap.of(width, newWidth);
        byte[] resized = new byte[channels * newHeight * newWidth];
        for (int channel = 0; channel < channels; channel++) {
            for (int y = 0; y < newHeight; y++) {
                for (int x = 0; x < newWidth; x++) {
                    resized[(channel * newHeight + y) * newWidth + x] = mean(channel, rows[y], columns[x]);
                }
            }
        }
        return new Samples(channels, newHeight, newWidth, resized);
    }

    private byte mean(int channel, Overlap rows, Overlap columns) {
        double sum = 0;
        for (int y = 0; y < rows.weights().length; y++) {
            int start = (channel * height + rows.first() + y) * width + columns.first();
            double across = 0;
            for (int x = 0; x < columns.weights().length; x++) {
                across += columns.weights()[x] * (values[start + x] & 0xff);
            }
            sum += rows.weights()[y] * across;
        }
        return (byte) Math.floor(sum + 0.5);
    }

    /** Which source pixels lie under one target pixel, and by how much; the weights add up to 1. */
    private record Overlap(int first, double[] weights) {
        static Overlap[] of(int source, int target) {
            Overlap[] overlaps = new Overlap[target];
            for (int i = 0; i < target; i++) {
                // In units of 1/target of a source pixel, so that the bounds are whole numbers.
                long from = (long) i * source;
                long to = from + source;
                int first = (int) (from / target);
                int last = (int) ((to - 1) / target);
                double[] weights = new double[last - first + 1];
                for (int pixel = first; pixel <= last; pixel++) {
                    long low = Math.max(from, (long) pixel * target);
                    long high = Math.min(to, (pixel + 1L) * target);
                    weights[pixel - first] = (double) (high - low) / source;
                }
                overlaps[i] = new Overlap(first, weights);
            }
            return overlaps;
        }
    }
}
