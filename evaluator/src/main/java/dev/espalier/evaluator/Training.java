package dev.espalier.evaluator;

import dev.espalier.data.Examples;
import dev.espalier.data.PreparedData;
import dev.espalier.network.Network;
import dev.espalier.network.Step;
import dev.espalier.network.Weights;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Seeds;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Trains one network with any engine: seeded shuffles, a cosine schedule with a warm-up over the first twentieth,
 * early stop, and the weights of the epoch that was best on the validation part. Of equal epochs the latest is taken: its
 * smaller steps have settled further, where a small validation part can tell no difference.
 */
final class Training {
    private final PreparedData data;
    private final TrainingSettings settings;
    private final Metric metric;

    /** What the best epoch gave: its weights with their running statistics, and what they are worth. */
    record Result(Map<String, Double> metrics, Weights weights, int epochs) {}

    /** @param metric decides which epoch is the best, if it is measured on the validation part */
    Training(PreparedData data, TrainingSettings settings, Metric metric) {
        this.data = data;
        this.settings = settings;
        this.metric = Measures.decisive(data.task().type(), metric);
    }

    /**
     * Trains to the end.
     *
     * @param begun whether the network knows something, so that it is itself the epoch 0
     * @param progress hears of every epoch
     * @throws TrainingFailure where a loss or an output is not finite
     */
    Result run(Network network, boolean begun, Seeds seeds, Consumer<Epoch> progress) {
        int perEpoch = Batches.count(data.training().size(), settings.batch());
        int steps = Math.multiplyExact(settings.epochs(), perEpoch);
        Schedule schedule = new Schedule(settings.learningRate(), 0, steps / 20, steps);
        @Nullable Result best = null;
        int bestEpoch = 0;
        for (int epoch = begun ? 0 : 1; epoch <= settings.epochs(); epoch++) {
            double loss = epoch == 0 ? Double.NaN : epoch(network, seeds, epoch, schedule);
            Map<String, Double> metrics = Scoring.measure(network, data, data.validation());
            progress.accept(new Epoch(epoch, settings.epochs(), loss, metrics));
            bestEpoch = best == null || score(metrics) > score(best.metrics()) ? epoch : bestEpoch;
            if (best == null || score(metrics) >= score(best.metrics())) {
                best = new Result(metrics, network.weights(), epoch);
            }
            if (settings.patience() > 0 && epoch - bestEpoch >= settings.patience()) {
                break;
            }
        }
        return Objects.requireNonNull(best, "no epoch");
    }

    private double score(Map<String, Double> metrics) {
        Double value = metrics.get(metric.key());
        return value == null ? Double.NEGATIVE_INFINITY : metric.score(value);
    }

    private double epoch(Network network, Seeds seeds, int epoch, Schedule schedule) {
        RandomGenerator random = seeds.stream("epoch", epoch);
        int[][] batches = Batches.shuffled(data.training().size(), settings.batch(), random);
        double sum = 0;
        for (int i = 0; i < batches.length; i++) {
            Examples batch = settings.augmentation().apply(data.training().rows(batches[i]), random);
            int number = (epoch - 1) * batches.length + i;
            double loss =
                    network.train(batch, new Step(schedule.rate(number), settings.clip(), seeds.of("step", number)));
            if (!Double.isFinite(loss)) {
                throw new TrainingFailure("The loss became %s in epoch %d, step %d. Maybe lower the learning rate."
                        .formatted(loss, epoch, i + 1));
            }
            sum += loss;
        }
        return sum / batches.length;
    }
}
