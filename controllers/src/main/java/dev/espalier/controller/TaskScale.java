package dev.espalier.controller;

import dev.espalier.trial.EarlierSearch;
import dev.espalier.trial.EarlierSearches;
import java.util.List;
import java.util.stream.Stream;
import org.hipparchus.stat.descriptive.StreamingStatistics;

/**
 * The numbers that describe tasks, as the input of a network: {@code sign(x) log(1 + |x|)} of each, in standard deviations above the
 * mean over all tasks of a search, and 0 where these do not differ; behind them a 1.
 */
final class TaskScale {
    private final List<StreamingStatistics> columns;

    TaskScale(EarlierSearches earlier) {
        this.columns =
                earlier.task().stream().map(unused -> new StreamingStatistics()).toList();
        Stream.concat(Stream.of(earlier.task()), earlier.searches().stream().map(EarlierSearch::task))
                .forEach(task -> {
                    for (int i = 0; i < columns.size(); i++) {
                        columns.get(i).addValue(damped(task.get(i)));
                    }
                });
    }

    /** Numbers of each task. */
    int size() {
        return columns.size() + 1;
    }

    float[] of(List<Double> task) {
        float[] scaled = new float[size()];
        for (int i = 0; i < columns.size(); i++) {
            double deviation = columns.get(i).getStandardDeviation();
            double above = damped(task.get(i)) - columns.get(i).getMean();
            scaled[i] = deviation > 1e-9 ? (float) (above / deviation) : 0;
        }
        scaled[columns.size()] = 1;
        return scaled;
    }

    private static double damped(double number) {
        return Math.signum(number) * Math.log1p(Math.abs(number));
    }
}
