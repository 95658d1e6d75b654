package dev.espalier.evaluator;

import dev.espalier.architecture.Architecture;
import dev.espalier.catalog.Entry;
import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import dev.espalier.network.Bank;
import dev.espalier.network.EngineException;
import dev.espalier.network.Network;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Trains every candidate from scratch for a few epochs and scores it by its best one on the validation part. Initial
 * weights depend on the search's seed and their key, so that candidates with equal layers begin alike. With repeats,
 * which differ in initial weights and in the order of examples, every metric is the mean over them.
 */
final class StandAlone implements Evaluator {
    static final Entry<Evaluators.Template> ENTRY = new Entry<>(
            "stand-alone",
            "Trains every candidate from scratch for a few epochs: slow, and the score to trust.",
            settings(),
            Template::new);

    private static final String REPEAT = "repeat";

    private record Template(Settings settings) implements Evaluators.Template {
        @Override
        public Evaluator in(EvaluatorContext context) {
            return new StandAlone(context, settings);
        }

        @Override
        public Estimate estimate(Workload workload) {
            int batch = settings.integer("batch");
            int steps = Batches.count(workload.training(), batch);
            double trial = settings.integer("repeats")
                    * settings.integer("epochs")
                    * (workload.steps(steps, batch) + workload.scoring());
            return new Estimate(0, 0, trial, 0);
        }
    }

    private final EvaluatorContext context;
    private final TrainingSettings training;
    private final boolean keepWeights;
    private final int repeats;

    private StandAlone(EvaluatorContext context, Settings settings) {
        this.context = Requirements.checked(context);
        this.keepWeights = settings.flag("keepWeights");
        this.repeats = settings.integer("repeats");
        this.training = TrainingSettings.of(
                settings,
                settings.integer("epochs"),
                settings.integer("patience"),
                context.data().training().shape());
    }

    private static List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        settings.add(Setting.integer(
                "epochs", 12, 1, 10_000, "Passes over the training part, where the controller does not say."));
        settings.addAll(TrainingSettings.step(0.01));
        settings.add(Setting.integer(
                "patience", 0, 0, 10_000, "Epochs without a better score after which training ends; 0: never."));
        settings.add(Setting.integer(
                "repeats", 1, 1, 100, "Trainings of each candidate from different starts; the mean of them scores."));
        settings.add(Setting.flag("keepWeights", true, "Whether the trained weights of each candidate are kept."));
        return settings;
    }

    @Override
    public Outcome evaluate(Candidate candidate) {
        long start = System.nanoTime();
        Architecture architecture = candidate.architecture();
        try {
            if (architecture.constant()) {
                Map<String, Double> metrics =
                        Prior.measure(context.data(), context.data().validation());
                return scored(architecture, metrics, start);
            }
            return trained(candidate, start);
        } catch (TrainingFailure | EngineException failed) {
            return new Outcome.Failed(
                    String.valueOf(failed.getMessage()), Scoring.withCost(Map.of(), architecture), seconds(start));
        }
    }

    private Outcome trained(Candidate candidate, long start) {
        Training.Result first = training(candidate, context.seeds(), candidate.seeds());
        List<Map<String, Double>> runs = new ArrayList<>(List.of(first.metrics()));
        for (int repeat = 1; repeat < repeats; repeat++) {
            runs.add(training(
                            candidate,
                            context.seeds().child(REPEAT, repeat),
                            candidate.seeds().child(REPEAT, repeat))
                    .metrics());
        }
        Map<String, Double> metrics = Scoring.withCost(Repeats.mean(runs), candidate.architecture());
        metrics.putAll(Repeats.each(runs, context.objective().metric()));
        String weights = keepWeights ? new WeightsStore(context.folder()).put(first.weights()) : null;
        return Scoring.outcome(context.objective(), metrics, seconds(start), weights);
    }

    private Training.Result training(Candidate candidate, Seeds initial, Seeds steps) {
        TrainingSettings budget = training.over(candidate.epochs().orElse(training.epochs()));
        try (Bank bank = context.engine().bank(initial, budget.optimizer());
                Network network = bank.network(
                        candidate.architecture(), Scoring.loss(context.data().task()))) {
            return new Training(context.data(), budget, context.objective().metric())
                    .run(network, false, steps, epoch -> {});
        }
    }

    private Outcome scored(Architecture architecture, Map<String, Double> metrics, long start) {
        return Scoring.outcome(context.objective(), Scoring.withCost(metrics, architecture), seconds(start), null);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
