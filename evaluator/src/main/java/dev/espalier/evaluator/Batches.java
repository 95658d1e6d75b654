package dev.espalier.evaluator;

import dev.espalier.data.Examples;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Cuts examples into batches of nearly equal size, so that none is too small for a normalisation. */
final class Batches {
    /** Examples that are scored at once: enough to be fast, few enough for any memory. */
    private static final int SCORED = 250;

    private Batches() {}

    /** Batches in an epoch; two examples at least in each where there are so many. */
    static int count(int examples, int batch) {
        return Math.max(1, Math.min((examples + batch - 1) / batch, examples / 2));
    }

    /** Row numbers of each batch of one epoch, in random order. */
    static int[][] shuffled(int examples, int batch, RandomGenerator random) {
        return cut(shuffled(examples, random), count(examples, batch));
    }

    /** That many different rows, or all where there are fewer. */
    static int[] sample(int examples, int wanted, RandomGenerator random) {
        return Arrays.copyOf(shuffled(examples, random), Math.min(examples, wanted));
    }

    /** That many batches of different examples, or fewer where there are not so many. */
    static List<Examples> some(Examples examples, int wanted, int batch, RandomGenerator random) {
        int[] rows = sample(examples.size(), Math.multiplyExact(wanted, batch), random);
        return Arrays.stream(cut(rows, Math.min(wanted, count(rows.length, batch))))
                .map(examples::rows)
                .toList();
    }

    /** Row numbers in order, in batches for scoring. */
    static int[][] inOrder(int examples) {
        return cut(IntStream.range(0, examples).toArray(), count(examples, SCORED));
    }

    /** All rows in random order (Fisher-Yates). */
    private static int[] shuffled(int examples, RandomGenerator random) {
        int[] rows = IntStream.range(0, examples).toArray();
        for (int i = examples - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int row = rows[i];
            rows[i] = rows[j];
            rows[j] = row;
        }
        return rows;
    }

    private static int[][] cut(int[] rows, int batches) {
        int[][] parts = new int[batches][];
        for (int i = 0; i < batches; i++) {
            int from = (int) ((long) rows.length * i / batches);
            int to = (int) ((long) rows.length * (i + 1) / batches);
            parts[i] = Arrays.copyOfRange(rows, from, to);
        }
        return parts;
    }
}
