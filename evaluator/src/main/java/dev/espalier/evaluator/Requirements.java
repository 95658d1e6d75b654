package dev.espalier.evaluator;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.data.Task;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import java.util.ArrayList;
import java.util.List;

/** What a search may ask of the evaluators that train. */
final class Requirements {
    private Requirements() {}

    /**
     * The same context.
     *
     * @throws InvalidInputException where the objective or a constraint names a metric that is not measured for this
     *     task
     */
    static EvaluatorContext checked(EvaluatorContext context) {
        Task.Type type = context.data().task().type();
        List<Metric> measured = new ArrayList<>(Measures.known(type));
        measured.addAll(List.of(Metric.PARAMETERS, Metric.MACS));
        require(context.objective().metric(), measured, type);
        context.objective().tradedOff().forEach(metric -> require(metric, measured, type));
        for (Objective.Constraint constraint : context.objective().constraints()) {
            require(constraint.metric(), measured, type);
        }
        return context;
    }

    private static void require(Metric metric, List<Metric> measured, Task.Type type) {
        if (!measured.contains(metric)) {
            throw new InvalidInputException(
                    "/objective",
                    "The metric '%s' is not measured for this task (%s). Measured: %s."
                            .formatted(
                                    metric.key(),
                                    type.name()
                                            .toLowerCase(java.util.Locale.ROOT)
                                            .replace('_', '-'),
                                    measured.stream().map(Metric::key).toList()));
        }
    }
}
