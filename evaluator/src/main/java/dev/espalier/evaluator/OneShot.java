package dev.espalier.evaluator;

import dev.espalier.architecture.Architecture;
import dev.espalier.data.Examples;
import dev.espalier.network.Bank;
import dev.espalier.network.EngineException;
import dev.espalier.network.Network;
import dev.espalier.network.Weights;
import dev.espalier.space.Decisions;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Scores candidates without training them, with parameters that one bank supplies to all architectures of the space:
 * they share them, or a hypernetwork makes them. Before every round of trials the bank learns; within a round it is
 * frozen, and each candidate re-estimates its own normalisation statistics before it is scored on the validation part.
 * Of several banks, which learn from starts and draws of their own, the mean counts.
 * Every outcome also holds how uniformly drawn architectures fare with the same bank. Where networks that may be left
 * early are sought (anytime prediction, Zhang 2019), a candidate is scored at each of its exits.
 */
final class OneShot implements Evaluator {
    private final EvaluatorContext context;
    private final SharedSettings settings;
    private final SharedTraining draws;
    private final List<SharedBank> banks;
    private final int newest;

    private int round = -1;
    private Optional<ControlBand> band = Optional.empty();
    private List<Examples> statistics = List.of();

    OneShot(EvaluatorContext context, SharedSettings settings, List<SharedBank> banks) {
        this.context = context;
        this.settings = settings;
        this.draws = new SharedTraining(context, context.seeds(), settings);
        this.banks = banks;
        this.newest = banks.stream().mapToInt(SharedBank::newest).min().orElseThrow();
    }

    @Override
    public int trialsPerRound() {
        return settings.trialsPerRound();
    }

    @Override
    public void learn(int number, Sampler sampler) {
        if (number < newest) {
            return; // its trials are in the history, and a later state is kept
        }
        round = number;
        statistics = statisticsBatches();
        List<SharedBank> behind = new ArrayList<>();
        for (SharedBank bank : banks) {
            bank.restore(number).ifPresentOrElse(kept -> band = kept.band(), () -> behind.add(bank));
        }
        if (behind.isEmpty()) {
            return;
        }
        behind.forEach(bank -> bank.learn(number, sampler));
        band = controls();
        behind.forEach(bank -> bank.keep(number, band));
    }

    @Override
    public Outcome evaluate(Candidate candidate) {
        long start = System.nanoTime();
        Architecture architecture = candidate.architecture();
        Map<String, Double> metrics = Scoring.withCost(Map.of(), architecture);
        band.ifPresent(known -> metrics.putAll(known.metrics()));
        try {
            Measured measured = measure(candidate.play(), architecture);
            metrics.putAll(measured.metrics());
            String weights = measured.weights()
                    .map(new WeightsStore(context.folder())::put)
                    .orElse(null);
            return Scoring.outcome(context.objective(), metrics, seconds(start), weights);
        } catch (TrainingFailure | EngineException failed) {
            return new Outcome.Failed(String.valueOf(failed.getMessage()), metrics, seconds(start));
        }
    }

    /** The parameters of this architecture as the first bank's last round that is kept would score it. */
    Weights learned(Architecture architecture) {
        SharedBank first = banks.get(0);
        if (first.restore(newest).isEmpty()) {
            throw new EngineException(
                    "Nothing that was learned with these settings is kept in %s to begin with. Maybe train from fresh weights."
                            .formatted(context.folder()),
                    null);
        }
        round = newest;
        try (Network network = ready(first.bank(), architecture, statisticsBatches())) {
            return network.weights();
        }
    }

    /** @param weights where they are to be kept */
    private record Measured(Map<String, Double> metrics, Optional<Weights> weights) {}

    private Measured measure(Decisions play, Architecture architecture) {
        if (!settings.anytime()) {
            return measure(architecture);
        }
        List<Measured> exits =
                context.space().exits(play).stream().map(this::measure).toList();
        return new Measured(overExits(exits), exits.get(exits.size() - 1).weights());
    }

    /** The mean of each metric, and what the objective asks for at each exit. */
    private Map<String, Double> overExits(List<Measured> exits) {
        Map<String, Double> metrics = new TreeMap<>();
        String sought = context.objective().metric().key();
        for (int i = 0; i < exits.size(); i++) {
            Map<String, Double> at = exits.get(i).metrics();
            at.forEach((name, value) -> metrics.merge(name, value / exits.size(), Double::sum));
            metrics.put(sought + ".exit" + (i + 1), at.getOrDefault(sought, Double.NaN));
        }
        return metrics;
    }

    private Measured measure(Architecture architecture) {
        if (round < 0) {
            throw new IllegalStateException("Nothing was learned yet, or only rounds before the kept one.");
        }
        if (architecture.constant()) {
            return new Measured(Prior.measure(context.data(), context.data().validation()), Optional.empty());
        }
        List<Measured> all =
                banks.stream().map(bank -> measure(bank.bank(), architecture)).toList();
        List<Map<String, Double>> each = all.stream().map(Measured::metrics).toList();
        Map<String, Double> metrics = Repeats.mean(each);
        metrics.putAll(Repeats.each(each, context.objective().metric()));
        return new Measured(metrics, all.get(0).weights());
    }

    private Measured measure(Bank bank, Architecture architecture) {
        try (Network network = ready(bank, architecture, statistics)) {
            return new Measured(
                    Scoring.measure(network, context.data(), context.data().validation()),
                    settings.keepWeights() ? Optional.of(network.weights()) : Optional.empty());
        }
    }

    /** With normalisation statistics of its own. */
    private Network ready(Bank bank, Architecture architecture, List<Examples> batches) {
        Network network = bank.network(architecture, Scoring.loss(context.data().task()));
        try {
            network.estimateStatistics(batches);
            return network;
        } catch (RuntimeException failed) {
            network.close();
            throw failed;
        }
    }

    /** The same training examples for all candidates of a round, so that they are compared on equal terms. */
    private List<Examples> statisticsBatches() {
        RandomGenerator random = context.seeds().stream("share-statistics", round);
        return Batches.some(context.data().training(), settings.statisticsBatches(), settings.batch(), random);
    }

    private Optional<ControlBand> controls() {
        List<Double> scores = new ArrayList<>();
        for (int i = 0; i < settings.controls(); i++) {
            draws.uniform(context.seeds().stream("share-control", round, i))
                    .flatMap(this::score)
                    .ifPresent(scores::add);
        }
        return ControlBand.of(scores);
    }

    /** Empty where a proposal of this architecture would fail as well. */
    private Optional<Double> score(SharedTraining.Draw control) {
        Map<String, Double> metrics = new TreeMap<>(Scoring.withCost(Map.of(), control.architecture()));
        try {
            metrics.putAll(measure(control.play(), control.architecture()).metrics());
        } catch (TrainingFailure | EngineException failed) {
            return Optional.empty();
        }
        return Scoring.outcome(context.objective(), metrics, 0, null) instanceof Outcome.Scored scored
                ? Optional.of(scored.score())
                : Optional.empty();
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
