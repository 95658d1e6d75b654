package dev.espalier.network.dl4j;

import dev.espalier.trial.Seeds;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The randomness of all dropouts of one network: DL4J's own dropout draws from a process-wide generator. */
final class Masks {
    private @Nullable RandomGenerator random;

    /** Draws from that seed until {@link #off}. */
    void on(long seed) {
        random = new Seeds(seed).stream("dropout");
    }

    /** Drops nothing. */
    void off() {
        random = null;
    }

    /** A mask of zeros and {@code 1 / (1 - rate)}, or nothing where nothing is dropped. */
    float @Nullable [] draw(int size, double rate) {
        if (random == null) {
            return null;
        }
        float kept = (float) (1 / (1 - rate));
        float[] mask = new float[size];
        for (int i = 0; i < size; i++) {
            mask[i] = random.nextDouble() < rate ? 0 : kept;
        }
        return mask;
    }
}
