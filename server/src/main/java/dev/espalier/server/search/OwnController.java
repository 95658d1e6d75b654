package dev.espalier.server.search;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.evaluator.Evaluators;
import dev.espalier.server.search.SearchSpecification.Evaluation;
import dev.espalier.server.search.SearchSpecification.Part;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import java.util.Map;
import java.util.Optional;

/**
 * The controller of a search whose evaluator proposes by itself, out of its own weights: it stands in no catalogue, has
 * no settings, and makes one trial at a time.
 */
final class OwnController {
    private static final String NAME = "own";

    private OwnController() {}

    static boolean of(Evaluation evaluation) {
        return template(evaluation).proposes();
    }

    /** @throws InvalidInputException where another controller is asked for */
    static Part part(Optional<Place> place, Evaluation evaluation) {
        place.ifPresent(given -> {
            given.object("name", "settings");
            String name = given.field("name").map(field -> field.text(200)).orElse(NAME);
            if (!name.equals(NAME)) {
                throw new InvalidInputException(
                        given.pointer() + "/name",
                        "The evaluator '%s' proposes by itself: its controller is '%s', not '%s'. Maybe leave the controller out."
                                .formatted(evaluation.part().name(), NAME, name));
            }
            given.field("settings").ifPresent(Place::object);
        });
        return new Part(NAME, Map.of());
    }

    static Evaluation alone(Evaluation evaluation) {
        return new Evaluation(evaluation.part(), 1, 1);
    }

    /** @throws InvalidInputException where the objective is not for such a search */
    static void check(SearchSpecification specification) {
        String evaluator = specification.evaluator().part().name();
        Objective objective = specification.objective();
        if (objective.metric() == Metric.LATENCY
                || objective.tradedOff().contains(Metric.LATENCY)
                || objective.constraints().stream().anyMatch(bound -> bound.metric() == Metric.LATENCY)) {
            throw new InvalidInputException(
                    "/objective",
                    "The evaluator '%s' does not measure the metric 'latency'. Maybe bound the 'macs'."
                            .formatted(evaluator));
        }
    }

    private static Evaluators.Template template(Evaluation evaluation) {
        return Evaluators.catalog()
                .make(evaluation.part().name(), evaluation.part().settings());
    }
}
