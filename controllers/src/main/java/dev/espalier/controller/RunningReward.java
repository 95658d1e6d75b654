package dev.espalier.controller;

import dev.espalier.trial.Outcome;

/**
 * Rewards centred and scaled by the mean and standard deviation of all rewards told so far (Welford 1962). A failed
 * trial is worse than every scored one: its reward is negative infinity, which counts as the worst score so far where a
 * number is needed, and not at all while there is none.
 */
final class RunningReward {
    private long count;
    private double mean;
    private double squares;
    private double worst = Double.POSITIVE_INFINITY;

    /** The reward of this outcome, counted in; negative infinity where it failed. */
    double tell(Outcome outcome) {
        double reward = outcome instanceof Outcome.Scored scored ? scored.score() : Double.NEGATIVE_INFINITY;
        if (Double.isFinite(reward)) {
            worst = Math.min(worst, reward);
        }
        if (Double.isFinite(worst)) {
            count(Math.max(worst, reward));
        }
        return reward;
    }

    private void count(double reward) {
        count++;
        double delta = reward - mean;
        mean += delta / count;
        squares += delta * (reward - mean);
    }

    /**
     * In standard deviations above the mean; only centred while nothing has varied. Always finite: a failed trial stands
     * where the worst score now does, and at 0 while there is none.
     */
    double standardized(double reward) {
        double finite = Double.isFinite(worst) ? Math.max(worst, reward) : mean;
        return (finite - mean) / (deviation() > 1e-12 * Math.max(1, Math.abs(mean)) ? deviation() : 1);
    }

    double mean() {
        return mean;
    }

    double deviation() {
        return Math.sqrt(squares / Math.max(1, count));
    }
}
