package dev.espalier.controller;

import dev.espalier.trial.Trial;
import java.util.List;

/**
 * A search that was made before, on this task or another; its plays are those of a space with the same decisions.
 *
 * @param descriptors of its task, as in {@link ControllerContext}
 * @param trials in order of number
 */
public record EarlierSearch(List<Double> descriptors, List<Trial> trials) {
    public EarlierSearch {
        descriptors = List.copyOf(descriptors);
        trials = List.copyOf(trials);
    }
}
