package dev.espalier.evaluator;

import dev.espalier.architecture.Architecture;
import dev.espalier.network.Bank;
import dev.espalier.network.EngineException;
import dev.espalier.network.Network;
import dev.espalier.network.Optimizer;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Any evaluator, with the latency of each candidate: measured on the search's device with its engine and untrained
 * weights, while other evaluations run beside it. Like every time it is never promised to repeat. A candidate
 * that breaks a bound is not trained at all.
 */
public final class MeasuredLatency implements Evaluator {
    private final Evaluator inner;
    private final EvaluatorContext context;

    private MeasuredLatency(Evaluator inner, EvaluatorContext context) {
        this.inner = inner;
        this.context = context;
    }

    /**
     * The evaluator of one search; latency is measured where its objective or a constraint names it, and only there.
     *
     * @throws dev.espalier.catalog.InvalidInputException where the objective is not measured for the task
     */
    public static Evaluator in(Evaluators.Template template, EvaluatorContext context) {
        Objective objective = context.objective();
        boolean named = objective.metric() == Metric.LATENCY
                || objective.constraints().stream().anyMatch(MeasuredLatency::bounds);
        return named ? new MeasuredLatency(template.in(without(context)), context) : template.in(context);
    }

    private static boolean bounds(Objective.Constraint constraint) {
        return constraint.metric() == Metric.LATENCY;
    }

    /** What the evaluator itself is asked for: the rest of the objective. */
    private static EvaluatorContext without(EvaluatorContext context) {
        Objective objective = context.objective();
        List<Objective.Constraint> others = objective.constraints().stream()
                .filter(constraint -> !bounds(constraint))
                .toList();
        Metric metric = Measures.decisive(context.data().task().type(), objective.metric());
        return new EvaluatorContext(
                context.space(),
                context.engine(),
                context.data(),
                new Objective(metric, others),
                context.seeds(),
                context.folder(),
                context.trials());
    }

    @Override
    public int trialsPerRound() {
        return inner.trialsPerRound();
    }

    @Override
    public void learn(int round, Sampler sampler) {
        inner.learn(round, sampler);
    }

    @Override
    public Outcome evaluate(Candidate candidate) {
        long start = System.nanoTime();
        Map<String, Double> metrics = Scoring.withCost(Map.of(), candidate.architecture());
        try {
            metrics.put(Metric.LATENCY.key(), milliseconds(candidate.architecture()));
        } catch (EngineException failed) {
            return new Outcome.Failed(String.valueOf(failed.getMessage()), metrics, seconds(start));
        }
        Optional<String> violation = context.objective().violation(metrics);
        if (violation.isPresent()) {
            return new Outcome.Failed(violation.get(), metrics, seconds(start));
        }
        return with(metrics, inner.evaluate(candidate), start);
    }

    private double milliseconds(Architecture architecture) {
        try (Bank bank = context.engine().bank(context.seeds(), new Optimizer.Sgd(0, 0));
                Network network =
                        bank.network(architecture, Scoring.loss(context.data().task()))) {
            return Latency.milliseconds(network, context.data().validation().rows(0));
        }
    }

    private Outcome with(Map<String, Double> metrics, Outcome outcome, long start) {
        metrics.putAll(outcome.metrics());
        boolean sought = context.objective().metric() == Metric.LATENCY;
        if (sought) {
            metrics.keySet().removeIf(ControlBand::names); // the band is of another metric
        }
        if (outcome instanceof Outcome.Scored scored) {
            double score = sought
                    ? Metric.LATENCY.score(metrics.getOrDefault(Metric.LATENCY.key(), Double.NaN))
                    : scored.score();
            return new Outcome.Scored(score, metrics, seconds(start), scored.weights());
        }
        return new Outcome.Failed(((Outcome.Failed) outcome).reason(), metrics, seconds(start));
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
