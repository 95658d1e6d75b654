package dev.espalier.benchmark;

import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Outcome;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Looks outcomes up, for as many threads as want. The seconds are those of the table, not of the look. */
public final class TableEvaluator implements Evaluator {
    private final Benchmark benchmark;
    private final TableMetric metric;
    private final TableMetric.View view;
    private final AtomicReferenceArray<@Nullable Outcome> outcomes;

    TableEvaluator(Benchmark benchmark, TableMetric metric, TableMetric.View view) {
        this.benchmark = benchmark;
        this.metric = metric;
        this.view = view;
        this.outcomes = new AtomicReferenceArray<>(benchmark.rows());
    }

    @Override
    public Outcome evaluate(Candidate candidate) {
        int row = benchmark.row(candidate.play());
        return row < 0
                ? new Outcome.Failed("The play %s has no row.".formatted(candidate.play()), Map.of(), 0)
                : outcome(row);
    }

    /** What the table says of a row. */
    public Outcome outcome(int row) {
        Outcome known = outcomes.get(row);
        if (known == null) {
            known = read(row);
            outcomes.set(row, known);
        }
        return known;
    }

    private Outcome read(int row) {
        double seconds = metric.signal().map(signal -> signal.seconds().of(row)).orElse(0.0);
        double value = metric.seen(view).of(row);
        Map<String, Double> metrics = new TreeMap<>(benchmark.measured(row));
        if (Double.isNaN(value)) {
            return new Outcome.Failed(
                    "The %s of '%s' was not measured for %s."
                            .formatted(
                                    view == TableMetric.View.REWARD ? "reward" : "signal",
                                    metric.name(),
                                    benchmark.place(row)),
                    metrics,
                    finite(seconds));
        }
        metrics.put(metric.name(), value);
        return new Outcome.Scored(metric.score(value), metrics, finite(seconds), null);
    }

    private static double finite(double seconds) {
        return Double.isNaN(seconds) ? 0 : seconds;
    }
}
