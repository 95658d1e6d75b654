package dev.espalier.evaluator;

import dev.espalier.architecture.Architecture;

/**
 * Seconds that the torch engine takes on one thread, from counts alone, so that a service can estimate without loading
 * an engine. Fitted to networks of the cell and mlp spaces on a machine of two busy cores (within a third of what was
 * measured); docs/performance.md has the figures.
 */
final class StepTime {
    private StepTime() {}

    /** One optimiser step on a batch. */
    static double training(Architecture architecture, int batch) {
        return seconds(architecture, batch, 8e-5, 2.26e-11, 1.33e-9);
    }

    /** Outputs for so many examples. */
    static double scoring(Architecture architecture, int examples) {
        return seconds(architecture, examples, 2e-5, 4.7e-12, 5.5e-10);
    }

    private static double seconds(
            Architecture architecture, int examples, double layer, double mac, double activation) {
        return layer * architecture.vertices().size()
                + examples
                        * (mac * architecture.cost().macs()
                                + activation * architecture.cost().activations());
    }
}
