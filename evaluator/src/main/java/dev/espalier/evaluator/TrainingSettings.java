package dev.espalier.evaluator;

import dev.espalier.architecture.Shape;
import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import dev.espalier.data.Augmentation;
import dev.espalier.network.Optimizer;
import java.util.List;

/**
 * How one network is trained.
 *
 * @param batch examples a step
 * @param clip bound on the norm of the gradient, or 0 for none
 * @param patience epochs without a better validation score after which training ends, or 0 to go on
 */
public record TrainingSettings(
        int epochs,
        int batch,
        double learningRate,
        Optimizer optimizer,
        double clip,
        int patience,
        Augmentation augmentation) {
    /** What the optimiser is called in settings. */
    static final List<String> OPTIMIZERS = List.of("adam", "sgd");

    private static final double MOMENTUM = 0.9;

    /** What {@link #step} described, for data of that shape. */
    static TrainingSettings of(Settings settings, int epochs, int patience, Shape shape) {
        return new TrainingSettings(
                epochs,
                settings.integer("batch"),
                settings.real("learningRate"),
                optimizer(settings),
                settings.real("clip"),
                patience,
                Augmentations.of(settings.text("augmentation"), shape));
    }

    /** The same with another number of epochs, over which the learning rate falls. */
    TrainingSettings over(int others) {
        return new TrainingSettings(others, batch, learningRate, optimizer, clip, patience, augmentation);
    }

    /** The settings that every evaluator shares which trains: the step and what it is made of. */
    static List<Setting> step(double learningRate) {
        return List.of(
                Setting.integer("batch", 64, 2, 4096, "Examples in one training step."),
                Setting.choice("optimizer", "adam", OPTIMIZERS, "Adam, or SGD with Nesterov momentum 0.9."),
                Setting.real("learningRate", learningRate, 1e-6, 10, "Highest learning rate; falls with a cosine."),
                Setting.real("weightDecay", 1e-4, 0, 1, "L2 penalty on weights; not on biases and normalisations."),
                Setting.real("clip", 5, 0, 1e6, "Bound on the norm of the gradient; 0 for none."),
                Setting.choice(
                        "augmentation",
                        "none",
                        Augmentations.NAMES,
                        "Random changes of training images in every epoch."));
    }

    static Optimizer optimizer(Settings settings) {
        double decay = settings.real("weightDecay");
        return settings.text("optimizer").equals("adam")
                ? new Optimizer.Adam(decay)
                : new Optimizer.Sgd(MOMENTUM, decay);
    }
}
