package dev.espalier.evaluator;

import dev.espalier.architecture.Architecture;

/**
 * What an evaluator would have to do.
 *
 * @param typical an architecture as the space draws them
 * @param training examples in the training part
 * @param validation examples in the validation part
 */
public record Workload(Architecture typical, int training, int validation) {
    /** Seconds of one thread with the torch engine for scoring the validation part once. */
    double scoring() {
        return StepTime.scoring(typical, validation);
    }

    /** Seconds of one thread with the torch engine for so many training steps. */
    double steps(double steps, int batch) {
        return steps * StepTime.training(typical, Math.min(batch, training));
    }
}
