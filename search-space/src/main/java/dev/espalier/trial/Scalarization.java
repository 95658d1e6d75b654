package dev.espalier.trial;

import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** One number for several scores, so that a controller that maximises one can trade them off. */
public enum Scalarization {
    /** Mean of the scores by weight: reaches the convex part of the front alone. */
    WEIGHTED_SUM,
    /**
     * The weighted loss that is greatest, plus 0.05 times their sum (the augmented Chebyshev function of Knowles 2006,
     * ParEGO, equation 2): for every point of the front there are weights that make it the best.
     */
    CHEBYSHEV;

    private static final double AUGMENTATION = 0.05;

    /** Its name in documents, such as {@code weighted-sum}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @param shares of the way from the worst score to the best, one for each metric; 1 is best
     * @param weights at least 0, with sum 1
     * @return at most 0, the greater the better
     */
    public double score(double[] shares, double[] weights) {
        double greatest = 0;
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            double loss = weights[i] * (1 - shares[i]);
            greatest = Math.max(greatest, loss);
            sum += loss;
        }
        return this == WEIGHTED_SUM ? -sum : -greatest - AUGMENTATION * sum;
    }

    /** Weights spread evenly over all that have sum 1 (Devroye 1986, theorem V.2.2). */
    public static double[] weights(int count, RandomGenerator random) {
        double[] draws = IntStream.range(0, count)
                .mapToDouble(i -> -Math.log(1 - random.nextDouble()))
                .toArray();
        double sum = IntStream.range(0, count).mapToDouble(i -> draws[i]).sum();
        return IntStream.range(0, count).mapToDouble(i -> draws[i] / sum).toArray();
    }
}
