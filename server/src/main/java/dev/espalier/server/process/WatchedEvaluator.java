package dev.espalier.server.process;

import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Outcome;
import java.util.Map;

/** Tells the supervisor which evaluations are under way, so that it knows whom to suspect when the process dies. */
record WatchedEvaluator(Evaluator evaluator, Link link) implements Evaluator {
    @Override
    public Outcome evaluate(Candidate candidate) {
        link.send(new Message.Evaluating(candidate.number()));
        try {
            return evaluator.evaluate(candidate);
        } catch (OutOfMemoryError exhausted) {
            return new Outcome.Failed("Out of memory: " + exhausted.getMessage(), Map.of(), 0);
        } finally {
            link.send(new Message.Evaluated(candidate.number()));
        }
    }

    @Override
    public int trialsPerRound() {
        return evaluator.trialsPerRound();
    }

    @Override
    public void learn(int round, Sampler sampler) {
        evaluator.learn(round, sampler);
    }
}
