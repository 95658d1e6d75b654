package dev.espalier.controller;

import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Seeds;

/**
 * What a search gives to its controller.
 *
 * @param seeds for the start of a policy's parameters; proposals draw from the stream given to {@code ask}
 * @param trials the search's budget, for schedules
 */
public record ControllerContext(SearchSpace space, Seeds seeds, int trials) {}
