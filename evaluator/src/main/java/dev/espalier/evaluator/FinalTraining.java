package dev.espalier.evaluator;

import dev.espalier.architecture.Architecture;
import dev.espalier.data.Augmentation;
import dev.espalier.data.Examples;
import dev.espalier.data.PreparedData;
import dev.espalier.network.Bank;
import dev.espalier.network.Engine;
import dev.espalier.network.EngineException;
import dev.espalier.network.Loss;
import dev.espalier.network.Network;
import dev.espalier.network.Optimizer;
import dev.espalier.network.Weights;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Seeds;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Trains what a search found on the training part, from scratch or from what the search learned for it, keeps the epoch
 * that is best on the validation part, and scores that once on the test part. The validation part is never trained on, because it chooses the epoch.
 */
public final class FinalTraining {
    private static final double LEARNING_RATE = 0.01;
    private static final double WEIGHT_DECAY = 5e-4;
    static final int BATCH = 64;
    private static final double CLIP = 5;

    private final Engine engine;
    private final PreparedData data;
    private final Metric metric;
    private final TrainingSettings settings;

    /**
     * With settings that suit small networks: Adam with a cosine, shifted images (never mirrored ones, which is wrong
     * for digits and letters).
     *
     * @param data with its test part
     * @param metric decides which epoch is kept
     */
    public FinalTraining(Engine engine, PreparedData data, Metric metric, int epochs) {
        this(engine, data, metric, settings(data, epochs));
    }

    /** @param data with its test part */
    public FinalTraining(Engine engine, PreparedData data, Metric metric, TrainingSettings settings) {
        if (data.test().isEmpty()) {
            throw new IllegalArgumentException("A final training needs the test part of '%s'.".formatted(data.name()));
        }
        this.engine = engine;
        this.data = data;
        this.metric = metric;
        this.settings = settings;
    }

    private static TrainingSettings settings(PreparedData data, int epochs) {
        Augmentation augmentation = Augmentations.of("shift", data.training().shape());
        return new TrainingSettings(
                epochs, BATCH, LEARNING_RATE, new Optimizer.Adam(WEIGHT_DECAY), CLIP, 0, augmentation);
    }

    /**
     * Trains to the end from fresh weights.
     *
     * @param seeds of this model alone
     * @param progress hears of every epoch on the calling thread
     * @throws EngineException where the training fails, a loss that is not finite included
     */
    public TrainedModel train(Architecture architecture, Seeds seeds, Consumer<Epoch> progress) {
        return train(architecture, Optional.empty(), seeds, progress);
    }

    /**
     * The same from a given start, whose worth {@code progress} hears as that of epoch 0; it is kept itself where no
     * epoch is better.
     *
     * @param start parameters of this architecture, with its statistics; empty for fresh ones
     */
    public TrainedModel train(
            Architecture architecture, Optional<Weights> start, Seeds seeds, Consumer<Epoch> progress) {
        Loss loss = Scoring.loss(data.task());
        try (Bank bank = bank(seeds, start);
                Network network = bank.network(architecture, loss)) {
            if (architecture.constant()) {
                return constant(architecture, network);
            }
            Training.Result best =
                    new Training(data, settings, metric).run(network, start.isPresent(), seeds, progress);
            try (Bank own = bank(seeds, Optional.of(best.weights()));
                    Network kept = own.network(architecture, loss)) {
                float[] outputs = Scoring.outputs(kept, test());
                return model(architecture, best.weights(), best.metrics(), outputs, best.epochs());
            }
        } catch (TrainingFailure failed) {
            throw new EngineException(String.valueOf(failed.getMessage()), failed);
        }
    }

    private Bank bank(Seeds seeds, Optional<Weights> start) {
        Bank bank = engine.bank(seeds, settings.optimizer());
        start.ifPresent(bank::restore);
        return bank;
    }

    /** Networks without a path predict zeros, whatever the search's score assumed of them. */
    private TrainedModel constant(Architecture architecture, Network network) {
        Map<String, Double> metrics = Scoring.measure(network, data, data.validation());
        return model(architecture, network.weights(), metrics, Scoring.outputs(network, test()), 0);
    }

    private TrainedModel model(
            Architecture architecture, Weights weights, Map<String, Double> validation, float[] outputs, int epochs) {
        Map<String, Double> metrics = new TreeMap<>();
        validation.forEach((name, value) -> metrics.put("validation." + name, value));
        Measures.of(data.preprocessing().targets(), test(), outputs)
                .forEach((name, value) -> metrics.put("test." + name, value));
        metrics.putAll(Scoring.withCost(Map.of(), architecture));
        TrainedModel.Evidence evidence = new TrainedModel.Evidence(
                metrics,
                Evidences.confusion(data.task(), test(), outputs),
                Evidences.residuals(data.preprocessing().targets(), test(), outputs),
                epochs);
        return new TrainedModel(data.name(), data.task(), architecture, weights, data.preprocessing(), evidence);
    }

    private Examples test() {
        return data.test().orElseThrow();
    }
}
