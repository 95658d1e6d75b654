package dev.espalier.trial;

import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Scores what another evaluator measured several times by the objective's {@link Risk} instead of the mean. The repeats
 * are the metrics {@code accuracy.1}, {@code accuracy.2} and so on; the metrics stay as they are, {@code accuracy} the
 * mean. What was not repeated, such as a network without parameters, keeps its score.
 */
public record RiskAverseEvaluation(Evaluator evaluator, Objective objective) implements Evaluator {
    /** The evaluator itself where the objective asks for the mean. */
    public static Evaluator of(Evaluator evaluator, Objective objective) {
        return objective.risk().kind() == Risk.Kind.MEAN ? evaluator : new RiskAverseEvaluation(evaluator, objective);
    }

    @Override
    public Outcome evaluate(Candidate candidate) {
        Outcome outcome = evaluator.evaluate(candidate);
        if (!(outcome instanceof Outcome.Scored scored)) {
            return outcome;
        }
        double[] scores = repeats(scored.metrics()).toArray();
        double score = scores.length == 0 ? scored.score() : objective.risk().of(scores);
        return new Outcome.Scored(score, scored.metrics(), scored.seconds(), scored.weights());
    }

    private DoubleStream repeats(Map<String, Double> metrics) {
        Metric metric = objective.metric();
        return IntStream.iterate(1, i -> metrics.containsKey(name(metric, i)), i -> i + 1)
                .mapToDouble(i -> metric.score(metrics.getOrDefault(name(metric, i), Double.NaN)));
    }

    private static String name(Metric metric, int repeat) {
        return metric.key() + "." + repeat;
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
