package dev.espalier.controller;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.space.DecisionPoint;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Controller;
import java.util.List;
import java.util.function.Function;

/** What controllers need that know every decision before the first is taken. */
final class FixedDecisions {
    private FixedDecisions() {}

    /** A controller of that name, refused in other spaces. */
    static Controllers.Template needed(String name, Function<ControllerContext, Controller> made) {
        return new Controllers.Template() {
            @Override
            public Controller in(ControllerContext context) {
                fits(context.space());
                return made.apply(context);
            }

            @Override
            public void fits(SearchSpace space) {
                if (space.fixedDecisions().isEmpty()) {
                    throw new InvalidInputException(
                            "/name",
                            ("The controller '%s' needs a space with a fixed list of decisions; in this space they"
                                            + " depend on the play. Maybe take 'ppo'.")
                                    .formatted(name));
                }
            }
        };
    }

    /** Of a space that was found to fit. */
    static List<DecisionPoint> of(SearchSpace space) {
        return space.fixedDecisions().orElseThrow();
    }
}
