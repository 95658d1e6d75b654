package dev.espalier.evaluator;

/**
 * What a search will cost, in seconds of one thread; a third more or less.
 *
 * @param first before the first trial
 * @param later before every later round
 * @param trial for each trial
 * @param trialsPerRound 0 where there is one round only
 */
public record Estimate(double first, double later, double trial, int trialsPerRound) {
    /** Seconds of the whole search, without start and final training; learning uses one thread alone. */
    public double seconds(int trials, int threads) {
        int rounds = trialsPerRound == 0 ? 1 : Math.max(1, (trials + trialsPerRound - 1) / trialsPerRound);
        return first + (rounds - 1) * later + trial * trials / threads;
    }

    /** The same with an engine that takes so many times as long. */
    public Estimate times(double slowness) {
        return new Estimate(first * slowness, later * slowness, trial * slowness, trialsPerRound);
    }

    /** Seconds of a final training. */
    public static double finalTraining(Workload workload, int epochs) {
        int steps = Batches.count(workload.training(), FinalTraining.BATCH);
        return epochs * (workload.steps(steps, FinalTraining.BATCH) + workload.scoring());
    }
}
