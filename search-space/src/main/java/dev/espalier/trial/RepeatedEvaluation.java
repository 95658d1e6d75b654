package dev.espalier.trial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Evaluates every candidate several times, each with its own seeds, and scores it by what a risk measure makes of the
 * scores: a mean, or what the unlucky repeats reach.
 *
 * <p>Metrics are means, with the deviation of each (n - 1 in the denominator) beside it as {@code accuracy-deviation}
 * and so on. One failed repeat fails the candidate. The kept weights are those of the best repeat. Repeats count once
 * against the trials of a search and each against its seconds.
 *
 * @param repeats at least 2
 */
public record RepeatedEvaluation(Evaluator evaluator, int repeats, Risk risk) implements Evaluator {
    /** Ends the names of metrics that are deviations of others. */
    public static final String DEVIATION = "-deviation";

    public RepeatedEvaluation {
        if (repeats < 2) {
            throw new IllegalArgumentException("The repeats (%d) must be at least 2.".formatted(repeats));
        }
    }

    @Override
    public Outcome evaluate(Candidate candidate) {
        List<Outcome.Scored> scored = new ArrayList<>();
        double seconds = 0;
        for (int repeat = 0; repeat < repeats; repeat++) {
            Seeds own = candidate.seeds().child("repeat", repeat);
            Outcome outcome = evaluator.evaluate(new Candidate(
                    candidate.number(), candidate.play(), candidate.architecture(), own, candidate.epochs()));
            seconds += outcome.seconds();
            if (outcome instanceof Outcome.Failed failed) {
                String reason = "Repeat %d of %d: %s".formatted(repeat + 1, repeats, failed.reason());
                return new Outcome.Failed(reason, failed.metrics(), seconds);
            }
            scored.add((Outcome.Scored) outcome);
        }
        return summary(scored, seconds);
    }

    private Outcome summary(List<Outcome.Scored> scored, double seconds) {
        double[] scores = scored.stream().mapToDouble(Outcome.Scored::score).toArray();
        Outcome.Scored best = scored.stream()
                .max(Comparator.comparingDouble(Outcome.Scored::score))
                .orElseThrow();
        return new Outcome.Scored(risk.of(scores), metrics(scored), seconds, best.weights());
    }

    /** Of the metrics that every repeat measured. */
    private static Map<String, Double> metrics(List<Outcome.Scored> scored) {
        Map<String, Double> metrics = new TreeMap<>();
        for (String name : scored.get(0).metrics().keySet()) {
            if (scored.stream().allMatch(each -> each.metrics().containsKey(name))) {
                double[] values = scored.stream()
                        .mapToDouble(each -> each.metrics().getOrDefault(name, 0.0))
                        .toArray();
                double mean = Risk.mean().of(values);
                double squares = 0;
                for (double value : values) {
                    squares += (value - mean) * (value - mean);
                }
                metrics.put(name, mean);
                metrics.put(name + DEVIATION, Math.sqrt(squares / (values.length - 1)));
            }
        }
        return metrics;
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
