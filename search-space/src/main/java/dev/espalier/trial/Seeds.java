package dev.espalier.trial;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Independent random streams, each named by (seed, purpose, numbers): the only source of randomness of a search.
 *
 * <p>A stream depends on its name alone, never on what was drawn before, so that a search resumed anywhere draws what
 * the uninterrupted one would have drawn.
 */
public record Seeds(long seed) {
    private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
            RandomGeneratorFactory.of("L64X128MixRandom");

    /** A seed for code that brings its own generator, such as native libraries. */
    public long of(String purpose, long... numbers) {
        long hash = mix(seed ^ 0x6573_7061_6c69_6572L);
        for (byte letter : purpose.getBytes(StandardCharsets.UTF_8)) {
            hash = mix(hash ^ letter);
        }
        for (long number : numbers) {
            hash = mix(hash + 0x9e37_79b9_7f4a_7c15L ^ mix(number));
        }
        return hash;
    }

    /** A fresh generator at the beginning of the named stream. */
    public RandomGenerator stream(String purpose, long... numbers) {
        return FACTORY.create(of(purpose, numbers));
    }

    /** The seeds of a part of the search, such as one evaluation, which names its own streams. */
    public Seeds child(String purpose, long... numbers) {
        return new Seeds(of(purpose, numbers));
    }

    /** The finaliser of SplitMix64 (Steele 2014). */
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d0_49bb_1331_11ebL;
        return z ^ (z >>> 31);
    }
}
