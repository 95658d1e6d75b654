package dev.espalier.evaluator;

import dev.espalier.trial.Metric;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Several trainings of one architecture, put together. */
final class Repeats {
    private Repeats() {}

    /** The mean of each metric that every run has. */
    static Map<String, Double> mean(List<Map<String, Double>> runs) {
        Map<String, Double> means = new TreeMap<>();
        runs.get(0).keySet().stream()
                .filter(name -> runs.stream().allMatch(run -> run.containsKey(name)))
                .forEach(name -> means.put(
                        name, runs.stream().mapToDouble(run -> run.get(name)).sum() / runs.size()));
        return means;
    }

    /** What each run gave for one metric, as {@code accuracy.1} and so on; nothing for a single run. */
    static Map<String, Double> each(List<Map<String, Double>> runs, Metric metric) {
        Map<String, Double> each = new TreeMap<>();
        for (int i = 0; runs.size() > 1 && i < runs.size(); i++) {
            Double value = runs.get(i).get(metric.key());
            if (value != null) {
                each.put(metric.key() + "." + (i + 1), value);
            }
        }
        return each;
    }
}
