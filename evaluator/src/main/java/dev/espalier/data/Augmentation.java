package dev.espalier.data;

import dev.espalier.architecture.Shape;
import java.util.random.RandomGenerator;

/**
 * Small changes to training images that do not change their class; other shapes pass unchanged.
 *
 * @param shift largest shift in pixels along each axis; what comes in from outside repeats the border
 * @param flip whether half of the images are mirrored left to right: right for things, wrong for digits and letters
 */
public record Augmentation(int shift, boolean flip) {
    /** Nothing is changed. */
    public static final Augmentation NONE = new Augmentation(0, false);

    public Augmentation {
        if (shift < 0) {
            throw new IllegalArgumentException("The shift (%d) must not be negative.".formatted(shift));
        }
    }

    /** A new batch, each image changed by its own draws; the targets are kept. */
    public Examples apply(Examples batch, RandomGenerator random) {
        if (!(batch.shape() instanceof Shape.Image image) || equals(NONE)) {
            return batch;
        }
        float[] features = new float[batch.features().length];
        int width = (int) image.size();
        for (int row = 0; row < batch.size(); row++) {
            int down = random.nextInt(-shift, shift + 1);
            int right = random.nextInt(-shift, shift + 1);
            boolean mirrored = flip && random.nextBoolean();
            move(batch.features(), features, row * width, image, down, right, mirrored);
        }
        return new Examples(batch.shape(), features, batch.units(), batch.targets(), batch.weights());
    }

    private static void move(
            float[] from, float[] to, int start, Shape.Image image, int down, int right, boolean mirrored) {
        for (int channel = 0; channel < image.channels(); channel++) {
            int plane = start + channel * image.height() * image.width();
            for (int y = 0; y < image.height(); y++) {
                int sourceY = Math.min(image.height() - 1, Math.max(0, y - down));
                for (int x = 0; x < image.width(); x++) {
                    int shifted = Math.min(image.width() - 1, Math.max(0, x - right));
                    int sourceX = mirrored ? image.width() - 1 - shifted : shifted;
                    to[plane + y * image.width() + x] = from[plane + sourceY * image.width() + sourceX];
                }
            }
        }
    }
}
