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
 * Every outcome also holds how uniformly drawn architectures fare with the same bank. Where networks that may be left
 * early are sought (anytime prediction, Zhang 2019), a candidate is scored at each of its exits.
 */
final class OneShot implements Evaluator {
    private final EvaluatorContext context;
    private final SharedSettings settings;
    private final SharedTraining training;
    private final SharedSnapshots snapshots;
    private final Bank bank;
    private final int newest;

    private int round = -1;
    private Optional<ControlBand> band = Optional.empty();
    private List<Examples> statistics = List.of();

    /** @param kind what the bank holds, by the name of its entry in the catalogue */
    OneShot(String kind, EvaluatorContext context, SharedSettings settings, Bank bank) {
        this.context = context;
        this.settings = settings;
        this.training = new SharedTraining(context, settings);
        this.bank = bank;
        String fingerprint = "%s, %s, %s, %s"
                .formatted(
                        context.engine().name(), context.seeds(), context.data().name(), settings.fingerprint());
        this.snapshots = new SharedSnapshots(context.folder(), kind, fingerprint);
        this.newest = snapshots.newest();
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
        Optional<SharedSnapshots.Snapshot> kept = snapshots.read(number);
        if (kept.isPresent()) {
            bank.restore(kept.get().weights());
            band = kept.get().band();
            return;
        }
        training.round(number, sampler, bank);
        band = controls();
        snapshots.write(number, new SharedSnapshots.Snapshot(bank.snapshot(), band));
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

    /** The parameters of this architecture as the last round that is kept would score it. */
    Weights learned(Architecture architecture) {
        SharedSnapshots.Snapshot kept = snapshots
                .read(newest)
                .orElseThrow(() -> new EngineException(
                        "Nothing that was learned with these settings is kept in %s to begin with. Maybe train from fresh weights."
                                .formatted(context.folder()),
                        null));
        round = newest;
        bank.restore(kept.weights());
        try (Network network =
                bank.network(architecture, Scoring.loss(context.data().task()))) {
            network.estimateStatistics(statisticsBatches());
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
            metrics.put("%s.exit%d".formatted(sought, i + 1), at.getOrDefault(sought, Double.NaN));
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
        try (Network network =
                bank.network(architecture, Scoring.loss(context.data().task()))) {
            network.estimateStatistics(statistics);
            return new Measured(
                    Scoring.measure(network, context.data(), context.data().validation()),
                    settings.keepWeights() ? Optional.of(network.weights()) : Optional.empty());
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
            SharedTraining.Draw control = training.uniform(context.seeds().stream("share-control", round, i));
            Map<String, Double> metrics = new TreeMap<>(Scoring.withCost(Map.of(), control.architecture()));
            try {
                metrics.putAll(measure(control.play(), control.architecture()).metrics());
            } catch (TrainingFailure | EngineException failed) {
                continue; // a random proposal would have failed as well
            }
            if (Scoring.outcome(context.objective(), metrics, 0, null) instanceof Outcome.Scored scored) {
                scores.add(scored.score());
            }
        }
        return ControlBand.of(scores);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
