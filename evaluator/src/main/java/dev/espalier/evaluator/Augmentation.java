package dev.espalier.evaluator;

import dev.espalier.architecture.Shape;
import dev.espalier.data.Examples;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Random changes of training images; other examples stay as they are. */
public enum Augmentation {
    NONE(false, false),
    /** Moved by up to an eighth of the extent in each direction; the border is repeated. */
    SHIFT(true, false),
    /** Mirrored left to right half of the time: not for digits or letters. */
    FLIP(false, true),
    FLIP_AND_SHIFT(true, true);

    /** Names in settings. */
    static final List<String> NAMES =
            Arrays.stream(values()).map(Augmentation::key).toList();

    private final boolean shifts;
    private final boolean flips;

    Augmentation(boolean shifts, boolean flips) {
        this.shifts = shifts;
        this.flips = flips;
    }

    /** Its name in settings, such as {@code flip-and-shift}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Augmentation of(String key) {
        return values()[NAMES.indexOf(key)];
    }

    /** The same examples, each image changed by its own draw. */
    Examples apply(Examples batch, RandomGenerator random) {
        if (this == NONE || !(batch.shape() instanceof Shape.Image image)) {
            return batch;
        }
        float[] changed = new float[batch.features().length];
        for (int i = 0; i < batch.size(); i++) {
            int down = shifts ? shift(image.height(), random) : 0;
            int right = shifts ? shift(image.width(), random) : 0;
            boolean mirrored = flips && random.nextBoolean();
            for (int channel = 0; channel < image.channels(); channel++) {
                int plane = (i * image.channels() + channel) * image.height() * image.width();
                move(batch.features(), changed, plane, image, down, right, mirrored);
            }
        }
        return new Examples(batch.shape(), changed, batch.units(), batch.targets());
    }

    private static int shift(int extent, RandomGenerator random) {
        int most = Math.max(1, extent / 8);
        return random.nextInt(2 * most + 1) - most;
    }

    private static void move(
            float[] from, float[] to, int plane, Shape.Image image, int down, int right, boolean mirrored) {
        for (int y = 0; y < image.height(); y++) {
            int row = Math.min(image.height() - 1, Math.max(0, y - down));
            for (int x = 0; x < image.width(); x++) {
                int moved = Math.min(image.width() - 1, Math.max(0, x - right));
                int column = mirrored ? image.width() - 1 - moved : moved;
                to[plane + y * image.width() + x] = from[plane + row * image.width() + column];
            }
        }
    }
}
