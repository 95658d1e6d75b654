package dev.espalier.evaluator;

import dev.espalier.network.Mixture;
import dev.espalier.space.Supernet;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Alphas turned into a mixture, and slopes of the mixture turned back into a gradient of the alphas.
 *
 * @param soft the probabilities that gradients flow through
 * @param edges shares of the edges in their nodes, where edges are weighed
 * @param temperature that the logits were divided by
 */
record Relaxation(Supernet supernet, Mixture mixture, double[][] soft, double[] edges, double temperature) {
    /** All operations by the softmax of their logits (Liu 2019, equation 2), edges by theirs where channels bypass. */
    static Relaxation mixed(Supernet supernet, Alphas alphas) {
        double[][] soft = alphas.operations();
        double[] edges = edges(supernet, alphas);
        return new Relaxation(supernet, new Mixture(soft, edges), soft, edges, 1);
    }

    /**
     * One operation on each edge, drawn by the Gumbel-max of the logits; its gradient is that of the softmax at this
     * temperature (straight-through; GDAS, Dong 2019, equations 3 and 5). Operations that were not drawn are not
     * computed, and their slopes are taken as 0.
     */
    static Relaxation sampled(Supernet supernet, Alphas alphas, double temperature, RandomGenerator random) {
        Relaxation noisy = noisy(supernet, alphas, temperature, random);
        int options = supernet.operations().size();
        double[][] hard = new double[noisy.soft.length][options];
        for (int edge = 0; edge < hard.length; edge++) {
            int best = 0;
            for (int i = 1; i < options; i++) {
                best = noisy.soft[edge][i] > noisy.soft[edge][best] ? i : best;
            }
            hard[edge][best] = 1;
        }
        return new Relaxation(supernet, new Mixture(hard, noisy.edges), noisy.soft, noisy.edges, temperature);
    }

    /** All operations by the softmax of their logits with Gumbel noise at this temperature (Jang 2017, equation 2). */
    static Relaxation noisy(Supernet supernet, Alphas alphas, double temperature, RandomGenerator random) {
        double[] values = alphas.values();
        double[] edges = edges(supernet, alphas);
        int options = supernet.operations().size();
        double[][] soft = new double[supernet.edges().size()][options];
        for (int edge = 0; edge < soft.length; edge++) {
            for (int i = 0; i < options; i++) {
                double gumbel = -Math.log(-Math.log(Math.max(Double.MIN_NORMAL, random.nextDouble())));
                soft[edge][i] = (values[edge * options + i] + gumbel) / temperature;
            }
            Alphas.softmax(soft[edge]);
        }
        return new Relaxation(supernet, new Mixture(soft, edges), soft, edges, temperature);
    }

    private static double[] edges(Supernet supernet, Alphas alphas) {
        if (supernet.share() > 1) {
            return alphas.edges();
        }
        double[] ones = new double[supernet.edges().size()];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** The gradient by all logits, in the order of {@link Alphas#values}. */
    double[] gradient(Mixture slopes) {
        int options = supernet.operations().size();
        double[] gradient = new double[soft.length * (options + 1)];
        for (int edge = 0; edge < soft.length; edge++) {
            double mean = 0;
            for (int i = 0; i < options; i++) {
                mean += soft[edge][i] * slopes.operations()[edge][i];
            }
            for (int i = 0; i < options; i++) {
                gradient[edge * options + i] = soft[edge][i] * (slopes.operations()[edge][i] - mean) / temperature;
            }
        }
        if (supernet.share() > 1) {
            edgeGradient(slopes.edges(), gradient, soft.length * options);
        }
        return gradient;
    }

    private void edgeGradient(double[] slopes, double[] gradient, int start) {
        Map<String, Double> means = new TreeMap<>();
        for (int edge = 0; edge < edges.length; edge++) {
            means.merge(supernet.edges().get(edge).node(), edges[edge] * slopes[edge], Double::sum);
        }
        for (int edge = 0; edge < edges.length; edge++) {
            double mean = means.getOrDefault(supernet.edges().get(edge).node(), 0.0);
            gradient[start + edge] = edges[edge] * (slopes[edge] - mean);
        }
    }
}
