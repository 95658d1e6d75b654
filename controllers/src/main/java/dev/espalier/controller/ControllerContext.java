package dev.espalier.controller;

import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Seeds;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a search gives to its controller. All of it decides the history, so all of it is stored with the search: a
 * resumed search must give its controller an equal context.
 *
 * @param seeds for the start of a policy's parameters; proposals draw from the stream given to {@code ask}
 * @param trials the search's budget, for schedules
 * @param objective what the scores are, and which metrics are traded off against them
 * @param descriptors numbers that describe the task, such as rows, classes and channels of the data, in a fixed order and
 *     in any unit; none where nothing is known
 * @param earlier searches to learn from before the first trial, described by as many numbers
 */
public record ControllerContext(
        SearchSpace space,
        Seeds seeds,
        int trials,
        Objective objective,
        List<Double> descriptors,
        List<EarlierSearch> earlier) {
    public ControllerContext {
        descriptors = List.copyOf(descriptors);
        earlier = List.copyOf(earlier);
        for (EarlierSearch search : earlier) {
            if (search.descriptors().size() != descriptors.size()) {
                throw new IllegalArgumentException("An earlier search has %d descriptors %s, this one %d %s."
                        .formatted(search.descriptors().size(), search.descriptors(), descriptors.size(), descriptors));
            }
        }
        Stream.concat(descriptors.stream(), earlier.stream().flatMap(search -> search.descriptors().stream()))
                .filter(number -> !Double.isFinite(number))
                .forEach(number -> {
                    throw new IllegalArgumentException("A descriptor (%s) must be finite.".formatted(number));
                });
    }

    /** Of a search after one metric. */
    public ControllerContext(SearchSpace space, Seeds seeds, int trials) {
        this(space, seeds, trials, Objective.of(Metric.ACCURACY), List.of(), List.of());
    }

    /** The same search after something else. */
    public ControllerContext with(Objective other) {
        return new ControllerContext(space, seeds, trials, other, descriptors, earlier);
    }

    /** The same search of a task that is described so, after these. */
    public ControllerContext with(List<Double> described, List<EarlierSearch> others) {
        return new ControllerContext(space, seeds, trials, objective, described, others);
    }
}
