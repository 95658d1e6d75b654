package dev.espalier.evaluator;

import dev.espalier.architecture.Architecture;
import dev.espalier.benchmark.Benchmark;
import dev.espalier.benchmark.Benchmarks;
import dev.espalier.benchmark.TableMetric;
import dev.espalier.catalog.Entry;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import dev.espalier.data.Folders;
import dev.espalier.space.DecisionPoint;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tabular benchmark: a table of networks that somebody has trained instead of a training (NAS-Bench-201, Dong 2020). It
 * is the reference that costs nothing where the space is the table's; the numbers are of the table's data and networks,
 * not of this search's.
 */
final class TableLookup implements Evaluator {
    private static final String BENCHMARK = "benchmark";
    private static final String METRIC = "metric";
    private static final String REGIME = "regime";
    private static final String FACTOR = "factor";
    private static final String FULL = "full";

    static final Entry<Evaluators.Template> ENTRY = new Entry<>(
            "table",
            "Looks up what somebody has trained, at no cost; for the space of that table.",
            List.of(
                    Setting.choice(BENCHMARK, Benchmarks.names().get(0), Benchmarks.names(), "The table."),
                    Setting.text(METRIC, "", "What is looked up; where empty, the table's first metric."),
                    Setting.choice(REGIME, FULL, List.of(FULL, "short"), "After full training or after a short one."),
                    Setting.real(FACTOR, 0.01, 1e-9, 1e9, "Of the table's numbers; 0.01 makes shares of percent.")),
            settings -> new Template(settings, Folders.ofThisMachine()));

    /** @param folders in which the files of tables lie */
    record Template(Settings settings, Folders folders) implements Evaluators.Template {
        @Override
        public Evaluator in(EvaluatorContext context) {
            Benchmark benchmark = Benchmarks.named(settings.text(BENCHMARK), folder());
            require(benchmark, context.space());
            return new TableLookup(benchmark, metric(benchmark), settings, context.objective());
        }

        private Path folder() {
            String file = Benchmarks.files(settings.text(BENCHMARK)).get(0);
            return folders.holding(file)
                    .orElseThrow(() -> new InvalidInputException(
                            "/evaluator/settings/" + BENCHMARK,
                            "The table's file '%s' is in none of the folders that %s names, nor below nas/ there."
                                    .formatted(file, Folders.VARIABLE)));
        }

        private TableMetric metric(Benchmark benchmark) {
            String name = settings.text(METRIC);
            TableMetric metric = name.isEmpty() ? benchmark.metrics().get(0) : benchmark.metric(name);
            if (!settings.text(REGIME).equals(FULL) && metric.signal().isEmpty()) {
                throw new InvalidInputException(
                        "/evaluator/settings/" + REGIME,
                        "The table '%s' has no short training.".formatted(benchmark.name()));
            }
            return metric;
        }

        /** The table's decisions and those of the search must be the same ones. */
        private static void require(Benchmark benchmark, SearchSpace space) {
            Optional<List<DecisionPoint>> wanted = benchmark.space().fixedDecisions();
            if (wanted.isEmpty() || !wanted.equals(space.fixedDecisions())) {
                throw new InvalidInputException(
                        "/space", "The table '%s' is of another space.".formatted(benchmark.name()));
            }
        }

        @Override
        public void fits(SearchSpace space, Objective objective) {
            if (objective.metric() != Metric.ACCURACY) {
                throw new InvalidInputException(
                        "/objective",
                        "A table is looked up for the accuracy, not for '%s'."
                                .formatted(objective.metric().key()));
            }
            folder();
        }

        @Override
        public Estimate estimate(Workload workload) {
            return new Estimate(1, 0, 1e-4, 0);
        }
    }

    private final Benchmark benchmark;
    private final TableMetric metric;
    private final TableMetric.Numbers numbers;
    private final double factor;
    private final Objective objective;

    private TableLookup(Benchmark benchmark, TableMetric metric, Settings settings, Objective objective) {
        this.benchmark = benchmark;
        this.metric = metric;
        this.numbers =
                metric.seen(settings.text(REGIME).equals(FULL) ? TableMetric.View.REWARD : TableMetric.View.SIGNAL);
        this.factor = settings.real(FACTOR);
        this.objective = objective;
    }

    @Override
    public Outcome evaluate(Candidate candidate) {
        Architecture architecture = candidate.architecture();
        int row = benchmark.row(candidate.play());
        double value = row < 0 ? Double.NaN : numbers.of(row);
        if (Double.isNaN(value)) {
            return new Outcome.Failed(
                    "The table '%s' has no '%s' of the play %s."
                            .formatted(benchmark.name(), metric.name(), candidate.play()),
                    Scoring.withCost(Map.of(), architecture),
                    0);
        }
        double score = metric.score(value) * factor;
        Map<String, Double> metrics = Scoring.withCost(Map.of(Metric.ACCURACY.key(), score), architecture);
        return objective
                .violation(metrics)
                .<Outcome>map(violation -> new Outcome.Failed(violation, metrics, 0))
                .orElseGet(() -> new Outcome.Scored(score, metrics, 0, null));
    }
}
