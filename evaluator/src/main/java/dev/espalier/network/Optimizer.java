package dev.espalier.network;

/** How gradients move parameters. Weight decay is added to the gradient of weights, not of biases, scales, shifts. */
public sealed interface Optimizer {
    /** Nesterov momentum (Sutskever 2013). */
    record Sgd(double momentum, double weightDecay) implements Optimizer {}

    /** Adam (Kingma 2015), beta 0.9 and 0.999, epsilon 1e-8, bias-corrected. */
    record Adam(double weightDecay) implements Optimizer {}
}
