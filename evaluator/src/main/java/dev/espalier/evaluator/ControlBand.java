package dev.espalier.evaluator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Scores of uniformly drawn architectures with the weights of one round: tenth percentile, mean, ninetieth. */
record ControlBand(double low, double mean, double high) {
    private static final String LOW = "random.low";
    private static final String MEAN = "random.mean";
    private static final String HIGH = "random.high";

    /** Nothing for no scores. */
    static Optional<ControlBand> of(List<Double> scores) {
        if (scores.isEmpty()) {
            return Optional.empty();
        }
        List<Double> sorted = scores.stream().sorted().toList();
        double mean = sorted.stream().mapToDouble(Double::doubleValue).sum() / sorted.size();
        return Optional.of(new ControlBand(percentile(sorted, 0.1), mean, percentile(sorted, 0.9)));
    }

    /** Between the two nearest scores, linearly. */
    private static double percentile(List<Double> sorted, double share) {
        double place = share * (sorted.size() - 1);
        int below = (int) place;
        int above = Math.min(sorted.size() - 1, below + 1);
        return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }

    /** Whether a metric of that name is part of a band. */
    static boolean names(String metric) {
        return metric.equals(LOW) || metric.equals(MEAN) || metric.equals(HIGH);
    }

    Map<String, Double> metrics() {
        return new TreeMap<>(Map.of(LOW, low, MEAN, mean, HIGH, high));
    }

    Map<String, String> metadata() {
        Map<String, String> texts = new TreeMap<>();
        metrics().forEach((name, value) -> texts.put(name, String.valueOf(value)));
        return texts;
    }

    static Optional<ControlBand> of(Map<String, String> metadata) {
        return Optional.ofNullable(metadata.get(LOW))
                .map(low -> new ControlBand(
                        Double.parseDouble(low),
                        Double.parseDouble(metadata.getOrDefault(MEAN, low)),
                        Double.parseDouble(metadata.getOrDefault(HIGH, low))));
    }
}
