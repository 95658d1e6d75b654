package dev.espalier.controller;

import dev.espalier.trial.Outcome;

/**
 * Rewards as losses in [0, 1]: {@code (best - R) / (best - worst)}, clipped, by the rewards told so far. The worst is
 * taken no lower than one standard deviation below the mean, so that a few broken networks do not press all the others
 * together; where rewards have two values it is the lower one.
 */
final class RunningLoss {
    private final RunningReward rewards = new RunningReward();
    private double best = Double.NEGATIVE_INFINITY;
    private double worst = Double.POSITIVE_INFINITY;

    /** The reward of this outcome, counted in; negative infinity where it failed. */
    double tell(Outcome outcome) {
        double reward = rewards.tell(outcome);
        if (Double.isFinite(reward)) {
            best = Math.max(best, reward);
            worst = Math.min(worst, reward);
        }
        return reward;
    }

    /** 0 while nothing has varied. */
    double of(double reward) {
        double low = Math.max(worst, rewards.mean() - rewards.deviation());
        return best > low ? Math.min(1, Math.max(0, (best - reward) / (best - low))) : 0;
    }
}
