package dev.espalier.evaluator;

import dev.espalier.data.PreparedData;
import dev.espalier.network.Engine;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Seeds;
import java.nio.file.Path;

/**
 * What a search gives to its evaluator.
 *
 * @param folder the search's own folder, for snapshots and weights; exists
 * @param trials the search's budget, for evaluators that plan rounds
 */
public record EvaluatorContext(
        SearchSpace space,
        Engine engine,
        PreparedData data,
        Objective objective,
        Seeds seeds,
        Path folder,
        int trials) {}
