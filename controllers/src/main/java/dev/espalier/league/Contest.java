package dev.espalier.league;

import dev.espalier.benchmark.Benchmark;
import dev.espalier.benchmark.TableMetric;
import dev.espalier.catalog.InvalidInputException;
import java.util.stream.IntStream;

/** A benchmark and the metric that searches on it are after. */
public record Contest(Benchmark benchmark, TableMetric metric) {

    /** What is shown of a row: the reward itself, or the headline of full training behind an early signal. */
    TableMetric.Numbers shown(Protocol protocol) {
        return protocol == Protocol.QUERIES ? metric.reward() : metric.headline();
    }

    /** The best value that is shown of any row. */
    double optimum(Protocol protocol) {
        TableMetric.Numbers shown = shown(protocol);
        double best = IntStream.range(0, benchmark.rows())
                .mapToDouble(shown::of)
                .filter(value -> !Double.isNaN(value))
                .map(metric::score)
                .max()
                .orElseThrow();
        return metric.score(best);
    }

    /** Queries for which the seconds last on average. */
    int expectedQueries() {
        TableMetric.Signal signal = signal();
        double mean = IntStream.range(0, benchmark.rows())
                .mapToDouble(signal.seconds()::of)
                .average()
                .orElseThrow();
        return (int) Math.min(1_000_000, Math.max(1, Math.ceil(signal.budget() / mean)));
    }

    /**
     * What a search sees where training is short.
     *
     * @throws InvalidInputException where the table has no early signal
     */
    TableMetric.Signal signal() {
        return metric.signal()
                .orElseThrow(() -> new InvalidInputException(
                        "/protocol",
                        "The metric '%s' of '%s' has no early signal and so no protocol of seconds. Maybe take queries."
                                .formatted(metric.name(), benchmark.name())));
    }

    String title() {
        return benchmark.name() + ", " + metric.name();
    }
}
