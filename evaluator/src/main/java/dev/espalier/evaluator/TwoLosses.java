package dev.espalier.evaluator;

/** The two losses of a supernet, seen from where its weights and its alphas are. Nothing is changed. */
interface TwoLosses {
    /** On the examples that move the weights, or on those that move the alphas. */
    enum Part {
        WEIGHTS,
        ALPHAS
    }

    /**
     * Gradient of a loss by the alphas.
     *
     * @param moved what is added to the weights first; empty for nothing
     */
    double[] byAlphas(Part part, double[] moved);

    /** Gradient of a loss by the weights, which have a fixed order; {@code moved} as above. */
    double[] byWeights(Part part, double[] moved);
}
