package dev.espalier.trial;

import dev.espalier.space.SearchSpace;

/**
 * Everything that decides the history of a search.
 *
 * @param trials at most so many, repeats included
 * @param inFlight evaluations that may be under way at once; decides what each proposal knows, so it is part of the
 *     plan while the number of threads is not
 */
public record SearchPlan(
        SearchSpace space,
        Controller controller,
        Evaluator evaluator,
        Objective objective,
        Seeds seeds,
        int trials,
        int inFlight) {
    public SearchPlan {
        if (trials < 0 || inFlight < 1) {
            throw new IllegalArgumentException(
                    "A search needs trials (%d) >= 0 and inFlight (%d) >= 1.".formatted(trials, inFlight));
        }
    }
}
