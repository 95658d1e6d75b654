package dev.espalier.trial;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Who proposes architectures.
 *
 * <p>The state of a controller is a function of its settings, its space, its seeds and the trials it was told, in
 * order: telling a fresh controller the same trials restores it bit for bit.
 */
public interface Controller {
    /**
     * Proposes trial {@code number}. Changes nothing.
     *
     * @param pending proposals of earlier trials that are not told yet, in order of number
     * @param random the stream of this proposal; the only randomness that may be used
     */
    Proposal ask(int number, List<Proposal> pending, RandomGenerator random);

    /** Learns from a trial; called once for every trial in order of number. Draws no randomness from {@code ask}. */
    void tell(Trial trial);

    /**
     * What it believes now: for each decision point along its own most likely play, the probability of each option.
     * Empty for controllers without a distribution. Changes nothing.
     */
    default List<Belief> beliefs() {
        return List.of();
    }

    /**
     * @param decision name of the decision point
     * @param options what can be chosen there, in words
     * @param probabilities of each option; they sum to 1
     */
    record Belief(String decision, List<String> options, List<Double> probabilities) {}
}
