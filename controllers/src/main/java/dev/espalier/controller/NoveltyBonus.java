package dev.espalier.controller;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.stat.descriptive.StreamingStatistics;

/**
 * Lets any algorithm that learns from the plays of a batch seek new ones: a play's reward is raised by how new a
 * {@link RandomDistillation} finds it, in standard deviations above the running mean like the reward itself (Burda 2018,
 * section 2.4, which only scales: a baseline would have to learn the rest).
 */
final class NoveltyBonus implements PolicyController.Update {
    private final PolicyController.Update update;
    private final RandomDistillation distillation;
    private final double weight;
    private final StreamingStatistics errors = new StreamingStatistics();

    NoveltyBonus(PolicyController.Update update, RandomDistillation distillation, double weight) {
        this.update = update;
        this.distillation = distillation;
        this.weight = weight;
    }

    @Override
    public void improve(List<Episode> episodes, int number) {
        float[] found = distillation.errors(episodes);
        for (float error : found) {
            errors.addValue(error);
        }
        List<Episode> rewarded = new ArrayList<>();
        for (int i = 0; i < found.length; i++) {
            Episode episode = episodes.get(i);
            rewarded.add(episode.withReward(episode.reward() + weight * standardized(found[i])));
        }
        update.improve(rewarded, number);
        distillation.learn(episodes);
    }

    private double standardized(double error) {
        double deviation = errors.getStandardDeviation();
        return deviation > 0 ? (error - errors.getMean()) / deviation : 0;
    }
}
