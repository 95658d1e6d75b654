package dev.espalier.controller;

import dev.espalier.trial.Outcome;

/**
 * Rewards centred and scaled by the mean and standard deviation of all rewards told so far (Welford 1962). A failed
 * trial counts as the worst finite reward so far, and as 0 while there is none.
 */
final class RunningReward {
    private long count;
    private double mean;
    private double squares;
    private double worst = Double.POSITIVE_INFINITY;

    /** The reward of this outcome, counted in. */
    double tell(Outcome outcome) {
        double reward = outcome instanceof Outcome.Scored scored ? scored.score() : Double.isFinite(worst) ? worst : 0;
        if (outcome instanceof Outcome.Scored) {
            worst = Math.min(worst, reward);
        }
        count++;
        double delta = reward - mean;
        mean += delta / count;
        squares += delta * (reward - mean);
        return reward;
    }

    /** In standard deviations above the mean; only centred while nothing has varied. */
    double standardized(double reward) {
        return (reward - mean) / (deviation() > 1e-12 * Math.max(1, Math.abs(mean)) ? deviation() : 1);
    }

    double mean() {
        return mean;
    }

    double deviation() {
        return Math.sqrt(squares / Math.max(1, count));
    }
}
