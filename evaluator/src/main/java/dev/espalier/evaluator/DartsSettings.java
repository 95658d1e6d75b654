package dev.espalier.evaluator;

import dev.espalier.architecture.Shape;
import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The settings of {@link Darts}. */
final class DartsSettings {
    private static final String METHOD = "method";
    private static final String WARM_UP = "warmUpSteps";
    private static final String STEPS = "stepsPerRound";
    private static final String ALPHA_RATE = "alphaRate";
    private static final String ALPHA_DECAY = "alphaDecay";
    private static final String MOST_SKIPS = "mostSkips";
    private static final String SHARE = "channelShare";
    private static final String HOT = "temperature";
    private static final String COLD = "lastTemperature";
    private static final String ETA = "eta";
    private static final String RESOURCE = "resourceWeight";
    private static final String DISTILLATION = "distillation";
    private static final String TEACHERS = "teachers";
    private static final String STATISTICS = "statisticsBatches";

    /** What learns the alphas. */
    enum Method {
        FIRST_ORDER,
        SECOND_ORDER,
        AMENDED,
        GDAS,
        GUMBEL,
        PC_DARTS,
        RC_DARTS;

        /** What it is called in settings. */
        String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Settings values;

    DartsSettings(Settings values) {
        this.values = values;
    }

    static List<Setting> described() {
        List<Setting> settings = new ArrayList<>();
        settings.add(Setting.choice(
                METHOD,
                Method.FIRST_ORDER.key(),
                Stream.of(Method.values()).map(Method::key).toList(),
                "DARTS by its first-order, second-order or amended gradient; one sampled path (gdas); Gumbel noise on all"
                        + " operations (gumbel); partial channels (pc-darts); alphas whose expected cost stays within the"
                        + " bounds (rc-darts)."));
        settings.add(Setting.integer(
                WARM_UP, 300, 0, 10_000_000, "Steps before the first trial that learn the weights alone."));
        settings.add(Setting.integer(
                STEPS, 50, 1, 10_000_000, "Steps before every trial, each on the alphas, then on the weights."));
        settings.addAll(TrainingSettings.step(0.01));
        settings.add(Setting.real(ALPHA_RATE, 3e-3, 1e-6, 1, "Learning rate of the alphas (Adam)."));
        settings.add(Setting.real(ALPHA_DECAY, 1e-3, 0, 1, "L2 penalty on the alphas."));
        settings.add(Setting.integer(
                MOST_SKIPS,
                3,
                0,
                1000,
                "Skip connections in the normal cell that a derived architecture may have; one more ends the learning"
                        + " of the alphas."));
        settings.add(Setting.integer(
                SHARE, 4, 2, 64, "With pc-darts, operations see one channel out of so many; others bypass them."));
        settings.add(Setting.real(HOT, 10, 1e-3, 1000, "With gdas and gumbel, the temperature of the first samples."));
        settings.add(Setting.real(COLD, 0.1, 1e-3, 1000, "With gdas and gumbel, the temperature of the last samples."));
        settings.add(Setting.real(ETA, 0.1, 0, 10, "With the amended gradient, how much its second term counts."));
        settings.add(Setting.real(
                RESOURCE,
                0,
                0,
                1000,
                "Weight, in the alphas' loss, of an architecture's expected MACs as a share of the supernet's."));
        settings.add(
                Setting.real(
                        DISTILLATION,
                        0,
                        0,
                        100,
                        "Weight of the divergence from what earlier supernets predict on average (SD-DARTS), reached halfway; 0 asks none."));
        settings.add(Setting.integer(
                TEACHERS, 3, 1, 10, "With distillation, how many of the last rounds' supernets vote; all are kept."));
        settings.add(Setting.integer(
                STATISTICS, 4, 1, 1000, "Batches that re-estimate a derived network's normalisation statistics."));
        return settings;
    }

    Method method() {
        return Stream.of(Method.values())
                .filter(method -> method.key().equals(values.text(METHOD)))
                .findFirst()
                .orElseThrow();
    }

    int warmUpSteps() {
        return values.integer(WARM_UP);
    }

    int stepsPerRound() {
        return values.integer(STEPS);
    }

    double alphaRate() {
        return values.real(ALPHA_RATE);
    }

    double alphaDecay() {
        return values.real(ALPHA_DECAY);
    }

    int mostSkips() {
        return values.integer(MOST_SKIPS);
    }

    /** Operations see one out of so many channels. */
    int share() {
        return method() == Method.PC_DARTS ? values.integer(SHARE) : 1;
    }

    /** Falls linearly. */
    double temperature(double done) {
        return values.real(HOT) + (values.real(COLD) - values.real(HOT)) * Math.min(1, done);
    }

    double eta() {
        return values.real(ETA);
    }

    double resourceWeight() {
        return values.real(RESOURCE);
    }

    double distillation() {
        return values.real(DISTILLATION);
    }

    /** How many earlier supernets vote. */
    int teachers() {
        return distillation() == 0 ? 0 : values.integer(TEACHERS);
    }

    int batch() {
        return values.integer("batch");
    }

    int statisticsBatches() {
        return values.integer(STATISTICS);
    }

    TrainingSettings training(Shape shape) {
        return TrainingSettings.of(values, 1, 0, shape);
    }

    /** What a snapshot depends on; another text makes it useless. */
    String fingerprint() {
        return values.toString();
    }
}
