package dev.espalier.evaluator;

import dev.espalier.architecture.Shape;
import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import java.util.ArrayList;
import java.util.List;

/** The settings that every {@link OneShot} evaluation has. */
final class SharedSettings {
    private static final String TRIALS = "trialsPerRound";
    private static final String WARM_UP = "warmUpSteps";
    private static final String STEPS = "stepsPerRound";
    private static final String SAMPLING = "sampling";
    private static final String UNIFORM = "uniformShare";
    private static final String BANKS = "banks";
    private static final String STATISTICS = "statisticsBatches";
    private static final String CONTROLS = "controls";
    private static final String ANYTIME = "anytime";
    private static final String KEEP = "keepWeights";

    private final Settings values;

    SharedSettings(Settings values) {
        this.values = values;
    }

    /**
     * What differs from kind to kind.
     *
     * @param warmUp steps before the first trial
     * @param later steps before each later round
     */
    record Defaults(int warmUp, int later, double learningRate) {}

    static List<Setting> described(Defaults defaults) {
        List<Setting> settings = new ArrayList<>();
        settings.add(Setting.integer(TRIALS, 20, 1, 100_000, "Trials scored with the same weights."));
        settings.add(Setting.integer(
                WARM_UP,
                defaults.warmUp(),
                0,
                10_000_000,
                "Steps before the first trial, on uniformly drawn architectures."));
        settings.add(
                Setting.integer(STEPS, defaults.later(), 0, 10_000_000, "Steps before each later round of trials."));
        settings.add(Setting.choice(
                SAMPLING,
                "uniform",
                List.of("uniform", "fair", "controller"),
                "What later steps train: uniform draws, draws with each option equally often, or the controller's."));
        settings.add(Setting.real(
                UNIFORM, 0.5, 0, 1, "With the controller's draws, the share of later steps that is uniform still."));
        settings.addAll(TrainingSettings.step(defaults.learningRate()));
        settings.add(Setting.integer(
                BANKS,
                1,
                1,
                32,
                "Banks that learn from starts and draws of their own; a candidate's metrics are the mean over them."));
        settings.add(Setting.integer(
                STATISTICS, 4, 1, 1000, "Batches that re-estimate each candidate's normalisation statistics."));
        settings.add(Setting.integer(
                CONTROLS, 8, 0, 1000, "Random architectures scored in each round, to compare the proposals with."));
        settings.add(Setting.flag(
                ANYTIME,
                false,
                "Whether networks that may be left early are sought: each metric is the mean over all exits."));
        settings.add(Setting.flag(
                KEEP, false, "Whether the weights that score a candidate are kept, as a start of its own training."));
        return settings;
    }

    /** Whether candidates are rated at every exit, and steps train any of them. */
    boolean anytime() {
        return values.flag(ANYTIME);
    }

    boolean keepWeights() {
        return values.flag(KEEP);
    }

    int trialsPerRound() {
        return values.integer(TRIALS);
    }

    /** Training steps in front of that round. */
    int steps(int round) {
        return values.integer(round == 0 ? WARM_UP : STEPS);
    }

    /** Whether each option of a decision is trained equally often. */
    boolean fair() {
        return values.text(SAMPLING).equals("fair");
    }

    /** Share of the steps in front of that round that the controller draws. */
    double controllerShare(int round) {
        return round > 0 && values.text(SAMPLING).equals("controller") ? 1 - values.real(UNIFORM) : 0;
    }

    int banks() {
        return values.integer(BANKS);
    }

    int batch() {
        return values.integer("batch");
    }

    int statisticsBatches() {
        return values.integer(STATISTICS);
    }

    int controls() {
        return values.integer(CONTROLS);
    }

    /** The step that all rounds share; a round's epochs follow from its steps. */
    TrainingSettings training(Shape shape) {
        return TrainingSettings.of(values, 1, 0, shape);
    }

    /** What a snapshot depends on; another text makes it useless. */
    String fingerprint() {
        return values.toString();
    }
}
