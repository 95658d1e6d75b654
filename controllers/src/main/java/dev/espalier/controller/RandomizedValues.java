package dev.espalier.controller;

import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The value of a play as a sum of utilities, one for each decision and one for each pair of decisions, fitted by least
 * squares to everything that was told: randomised least-squares value iteration (Osband 2016, algorithm 1) for a game
 * whose only reward comes at the end, where the iteration has one step.
 *
 * <p>{@code Q(x) = sqrt((1 - p) / T) sum u_i + sqrt(p / P) sum v_ij} over the T decisions and P pairs of a play, with
 * {@code u, v ~ N(0, 1)} before anything is known, {@code p} the share of pairs, and rewards (as {@link NormalScores})
 * observed with variance {@code noise}. {@link #sample} is one member of an endless ensemble: a draw of all utilities,
 * corrected so that it fits the history with noise added, which is an exact draw from their posterior (Thompson sampling).
 * Solved in the space of plays, where the inner product of two is a function of how many choices they share, so that a
 * step costs the square of the trials and not of the pairs.
 */
final class RandomizedValues {
    /** Beyond so many plays the worse half is forgotten, which bounds time and memory. */
    private static final int CAPACITY = 1000;

    private final SearchSpace space;
    private final double pairs;
    private final double noise;
    private final List<Told> told = new ArrayList<>();
    private Cholesky factor = new Cholesky();

    private record Told(long[] features, double reward) {}

    RandomizedValues(SearchSpace space, double pairs, double noise) {
        this.space = space;
        this.pairs = pairs;
        this.noise = noise;
    }

    static List<Setting> settings() {
        return List.of(
                Setting.real("pairs", 0.5, 0, 1, "Share of pairs of decisions in what a play is worth."),
                Setting.real("noise", 0.1, 1e-4, 100, "Variance of rewards that the utilities leave unexplained."));
    }

    static RandomizedValues of(SearchSpace space, Settings settings) {
        return new RandomizedValues(space, settings.real("pairs"), settings.real("noise"));
    }

    void tell(Decisions play, double reward) {
        if (told.size() == CAPACITY) {
            forget();
        }
        add(new Told(PlayFeatures.of(space, play), reward));
    }

    private void add(Told trial) {
        told.add(trial);
        double[] row = products(trial.features());
        row[row.length - 1] += noise;
        factor.append(row);
    }

    private void forget() {
        List<Told> best = told.stream()
                .sorted(Comparator.comparingDouble(Told::reward).reversed())
                .limit(CAPACITY / 2)
                .toList();
        told.clear();
        factor = new Cholesky();
        best.forEach(this::add);
    }

    /** The expected value of a play, in standard deviations of rewards. */
    ToDoubleFunction<Decisions> mean() {
        double[] weights = factor.solve(targets());
        return play -> correction(PlayFeatures.of(space, play), weights);
    }

    /** The value of a play by utilities that are drawn from what is believed of them. */
    ToDoubleFunction<Decisions> sample(RandomGenerator random) {
        Prior prior = new Prior(random);
        double[] missing = targets();
        for (int i = 0; i < missing.length; i++) {
            missing[i] += Math.sqrt(noise) * random.nextGaussian()
                    - prior.value(told.get(i).features());
        }
        double[] weights = factor.solve(missing);
        return play -> {
            long[] its = PlayFeatures.of(space, play);
            return prior.value(its) + correction(its, weights);
        };
    }

    private double[] targets() {
        return NormalScores.of(told.stream().mapToDouble(Told::reward).toArray());
    }

    private double correction(long[] play, double[] weights) {
        double[] products = products(play);
        return IntStream.range(0, weights.length)
                .mapToDouble(i -> products[i] * weights[i])
                .sum();
    }

    private double[] products(long[] play) {
        return told.stream()
                .mapToDouble(trial -> product(play, trial.features()))
                .toArray();
    }

    /** Covariance of the values of two plays. */
    private double product(long[] one, long[] other) {
        int shared = PlayFeatures.shared(one, other);
        double both = Math.sqrt((double) pairsOf(one.length) * pairsOf(other.length));
        return (1 - pairs) * shared / Math.sqrt((double) one.length * other.length)
                + (both == 0 ? 0 : pairs * pairsOf(shared) / both);
    }

    private static int pairsOf(int count) {
        return count * (count - 1) / 2;
    }

    /** Utilities before anything is known, drawn when they are first asked for. */
    private final class Prior {
        private final RandomGenerator random;
        private final Map<Long, Double> utilities = new HashMap<>(); // looked up, never iterated

        Prior(RandomGenerator random) {
            this.random = random;
        }

        double value(long[] play) {
            double single = 0;
            double both = 0;
            for (int i = 0; i < play.length; i++) {
                single += utility(play[i], play[i]);
                for (int j = 0; j < i && pairs > 0; j++) {
                    both += utility(play[j], play[i]);
                }
            }
            return Math.sqrt((1 - pairs) / play.length) * single
                    + Math.sqrt(pairs / Math.max(1, pairsOf(play.length))) * both;
        }

        private double utility(long one, long other) {
            return utilities.computeIfAbsent(PlayFeatures.pair(one, other), unused -> random.nextGaussian());
        }
    }
}
