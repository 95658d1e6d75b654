package dev.espalier.controller;

import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Foresight;
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
 * @param foresight what candidates look like before they are evaluated
 */
public record ControllerContext(SearchSpace space, Seeds seeds, int trials, Objective objective, Foresight foresight) {
    /** Of a search after one metric, of whose candidates nothing is known. */
    public ControllerContext(SearchSpace space, Seeds seeds, int trials) {
        this(space, seeds, trials, Objective.of(Metric.ACCURACY), Foresight.NONE);
    }

    /** The same search after something else. */
    public ControllerContext with(Objective other) {
        return new ControllerContext(space, seeds, trials, other, foresight);
    }

    /** The same search with something known of its candidates. */
    public ControllerContext with(Foresight other) {
        return new ControllerContext(space, seeds, trials, objective, other);
    }

    /** For a controller within a controller, which hears one number whatever the objective is. */
    ControllerContext inner(String name) {
        return new ControllerContext(space, seeds.child(name), trials).with(foresight);
    }
}
