package dev.espalier.evaluator;

import dev.espalier.architecture.Architecture;
import dev.espalier.catalog.Entry;
import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import dev.espalier.network.EngineException;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Scores candidates without training, from their first weights and one batch (Abdelfattah 2021). Every outcome holds
 * all proxies, so that one search tells how each of them ranks.
 */
final class Proxies implements Evaluator {
    private static final String MEASURE = "measure";
    private static final String BATCH = "batch";

    static final Entry<Evaluators.Template> ENTRY = new Entry<>(
            "proxies",
            "Looks at networks without training them: hundreds a minute, and a score of its own kind.",
            List.of(
                    Setting.choice(MEASURE, Proxy.SYNFLOW.key(), Proxy.keys(), "What scores; the others are noted."),
                    Setting.integer(BATCH, 64, 2, 4096, "Examples that a network is looked at with.")),
            Template::new);

    private record Template(Settings settings) implements Evaluators.Template {
        @Override
        public Evaluator in(EvaluatorContext context) {
            return new Proxies(context, settings);
        }

        @Override
        public Estimate estimate(Workload workload) {
            return new Estimate(0, 0, workload.steps(4, settings.integer(BATCH)), 0);
        }
    }

    private final EvaluatorContext context;
    private final Proxy measure;
    private final Untrained untrained;

    private Proxies(EvaluatorContext context, Settings settings) {
        this.context = Requirements.checked(context);
        this.measure = Proxy.of(settings.text(MEASURE));
        this.untrained = Untrained.in(context, settings.integer(BATCH));
    }

    @Override
    public Outcome evaluate(Candidate candidate) {
        long start = System.nanoTime();
        Architecture architecture = candidate.architecture();
        Map<String, Double> metrics = Scoring.withCost(Map.of(), architecture);
        try {
            metrics.putAll(measured(architecture));
        } catch (EngineException failed) {
            return new Outcome.Failed(String.valueOf(failed.getMessage()), metrics, seconds(start));
        }
        Optional<String> violation = context.objective().violation(metrics);
        Double score = metrics.get(measure.key());
        if (violation.isPresent() || score == null) {
            String undefined = "The %s of this network is undefined.".formatted(measure.key());
            return new Outcome.Failed(violation.orElse(undefined), metrics, seconds(start));
        }
        return new Outcome.Scored(score, metrics, seconds(start), null);
    }

    private Map<String, Double> measured(Architecture architecture) {
        Map<String, Double> metrics = new TreeMap<>();
        if (!architecture.constant()) {
            untrained.measure(architecture).forEach((proxy, value) -> metrics.put(proxy.key(), value));
        }
        return metrics;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
