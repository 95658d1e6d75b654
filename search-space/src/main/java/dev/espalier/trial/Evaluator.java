package dev.espalier.trial;

import dev.espalier.architecture.Architecture;
import dev.espalier.space.Decisions;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * Who scores architectures. {@link #evaluate} is pure and may run in several threads at once; {@link #learn} is the
 * only call that changes an evaluator, and it is never made while an evaluation runs.
 */
public interface Evaluator {
    /**
     * One architecture to score.
     *
     * @param play that decoded to it, which is what a table is searched for
     * @param seeds those of this trial alone
     * @param epochs of training that the controller asks for, where it decides on them
     */
    record Candidate(int number, Decisions play, Architecture architecture, Seeds seeds, OptionalInt epochs) {
        /** To be trained for as long as the evaluator's own settings say. */
        public Candidate(int number, Decisions play, Architecture architecture, Seeds seeds) {
            this(number, play, architecture, seeds, OptionalInt.empty());
        }
    }

    /** Scores one candidate; a training that fails is a {@link Outcome.Failed}. */
    Outcome evaluate(Candidate candidate);

    /**
     * Trials in one round, or 0 where rounds mean nothing because nothing is learned between them. An architecture is
     * taken for a repeat only within its round.
     */
    default int trialsPerRound() {
        return 0;
    }

    /**
     * Learns before the first trial of a round, from 0. The result is durable before this returns. On resume it is
     * called again for every round of the history, in order, and may answer from what it kept.
     */
    default void learn(int round, Sampler sampler) {}

    /** Draws architectures while learning; they are no trials and are never told. */
    @FunctionalInterface
    interface Sampler {
        /** A play from the controller as it was frozen at the start of this round. */
        Decisions sample(RandomGenerator random);
    }
}
