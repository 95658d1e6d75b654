package dev.espalier.server.search;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.controller.Controllers;
import dev.espalier.data.Task;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.trial.Metric;
import java.util.EnumSet;
import java.util.Set;

/** Whether the parts of a specification fit each other and the data; built to be seen, without an engine. */
final class SpecificationFit {
    private static final Set<Metric> OF_NUMBERS = EnumSet.of(Metric.RMSE, Metric.MAE, Metric.R2, Metric.LATENCY);
    private static final Set<Metric> OF_CLASSES = EnumSet.of(
            Metric.ACCURACY, Metric.BALANCED_ACCURACY, Metric.F1, Metric.AUC, Metric.LOG_LOSS, Metric.LATENCY);

    private static final String HALVING = "successive-halving";
    private static final String TRAINING = "stand-alone";

    private SpecificationFit() {}

    static void check(SearchSpecification specification, DataFacts facts) {
        metric(specification.objective().metric(), facts.task());
        try {
            specification.dataset().requireFitting(facts.task());
        } catch (InvalidInputException refused) {
            throw refused.within("/dataset");
        }
        if (specification.device().equals("cuda")) {
            throw new InvalidInputException(
                    "/device", "This build computes on the CPU alone. Maybe leave the device at 'auto'.");
        }
        if (specification.controller().name().equals(HALVING)
                && !specification.evaluator().part().name().equals(TRAINING)) {
            throw new InvalidInputException(
                    "/controller/name",
                    "The controller '%s' decides how long each candidate is trained and needs the evaluator '%s', not '%s'."
                            .formatted(
                                    HALVING,
                                    TRAINING,
                                    specification.evaluator().part().name()));
        }
        SearchSpace space = space(specification, facts);
        try {
            SearchSpecification.Part controller = specification.controller();
            Controllers.catalog().make(controller.name(), controller.settings()).fits(space);
        } catch (InvalidInputException refused) {
            throw new InvalidInputException("/controller", String.valueOf(refused.getMessage()), refused);
        }
    }

    /** The space fitted to the data's ports; its refusal names {@code /space} or a setting below it. */
    static SearchSpace space(SearchSpecification specification, DataFacts facts) {
        SearchSpecification.Part space = specification.space();
        try {
            return SearchSpaces.catalog().make(space.name(), space.settings()).fit(facts.ports());
        } catch (InvalidInputException refused) {
            throw refused.within("/space");
        } catch (ArithmeticException overflow) {
            throw new InvalidInputException(
                    "/space", "Networks of this space are too large to count: " + overflow.getMessage(), overflow);
        }
    }

    private static void metric(Metric metric, Task task) {
        Set<Metric> fitting = task.type() == Task.Type.REGRESSION ? OF_NUMBERS : OF_CLASSES;
        if (!fitting.contains(metric)) {
            throw new InvalidInputException(
                    "/objective/" + (metric.maximized() ? "maximize" : "minimize"),
                    "The metric %s does not fit the task %s. Fitting: %s."
                            .formatted(
                                    metric.key(),
                                    task.type(),
                                    fitting.stream().map(Metric::key).toList()));
        }
    }
}
