package dev.espalier.controller;

import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Seeds;

/**
 * What a search gives to its controller. All of it decides the history, so all of it is stored with the search: a
 * resumed search must give its controller an equal context.
 *
 * @param seeds for the start of a policy's parameters; proposals draw from the stream given to {@code ask}
 * @param trials the search's budget, for schedules
 * @param objective what the scores are, and which metrics are traded off against them
 */
public record ControllerContext(SearchSpace space, Seeds seeds, int trials, Objective objective) {
    /** Of a search after one metric. */
    public ControllerContext(SearchSpace space, Seeds seeds, int trials) {
        this(space, seeds, trials, Objective.of(Metric.ACCURACY));
    }

    /** The same search after something else. */
    public ControllerContext with(Objective other) {
        return new ControllerContext(space, seeds, trials, other);
    }
}
