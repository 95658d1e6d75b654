package dev.espalier.controller;

/**
 * V-trace (Espeholt 2018, equation 1 and section 4.2): what values and advantages should have been, where a play was
 * made by an older policy than the one that learns. Discount 1, the reward at the end, and no value behind it.
 *
 * @param rhoBar bound of the ratio that weighs a step's own error: which policy's values are learned
 * @param cBar bound of the ratio that passes on what came later: how fast they are learned
 * @param lambda passes on less of what came later, in the manner of generalised advantages
 */
record VTrace(double rhoBar, double cBar, double lambda) {
    /**
     * @param values what the steps' values should have been
     * @param advantages {@code rho_t (r_t + v_(t+1) - V_t)}, to be multiplied by the gradient of a choice's log-probability
     */
    record Estimate(double[] values, double[] advantages) {}

    /**
     * Estimates one play, step by step.
     *
     * @param current logarithms of the learning policy's probabilities of the choices that were made
     * @param behaviour of the policy's that made them
     * @param values expected reward before each choice
     */
    Estimate of(double[] current, double[] behaviour, double[] values, double reward) {
        int steps = values.length;
        double[] corrected = new double[steps];
        double[] advantages = new double[steps];
        double next = reward;
        double nextCorrected = reward;
        for (int step = steps - 1; step >= 0; step--) {
            double ratio = Math.exp(current[step] - behaviour[step]);
            double rho = Math.min(rhoBar, ratio);
            double c = lambda * Math.min(cBar, ratio);
            corrected[step] = values[step] + rho * (next - values[step]) + c * (nextCorrected - next);
            advantages[step] = rho * (nextCorrected - values[step]);
            next = values[step];
            nextCorrected = corrected[step];
        }
        return new Estimate(corrected, advantages);
    }
}
