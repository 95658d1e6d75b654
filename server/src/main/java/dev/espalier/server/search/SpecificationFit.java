package dev.espalier.server.search;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.controller.Controllers;
import dev.espalier.data.Task;
import dev.espalier.evaluator.Evaluators;
import dev.espalier.network.DeviceChoice;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Risk;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Whether the parts of a specification fit each other and the data; built to be seen, without an engine. */
final class SpecificationFit {
    private static final Set<Metric> OF_NUMBERS = EnumSet.of(Metric.RMSE, Metric.MAE, Metric.R2, Metric.LATENCY);
    private static final Set<Metric> OF_CLASSES = EnumSet.of(
            Metric.ACCURACY, Metric.BALANCED_ACCURACY, Metric.F1, Metric.AUC, Metric.LOG_LOSS, Metric.LATENCY);
    /** Counted without training: nothing to seek alone, but to trade off. */
    private static final Set<Metric> COUNTED = EnumSet.of(Metric.PARAMETERS, Metric.MACS);

    private static final String HALVING = "successive-halving";
    private static final String TRAINING = "stand-alone";

    private SpecificationFit() {}

    static void check(SearchSpecification specification, DataFacts facts) {
        metrics(specification.objective(), facts.task());
        risk(specification.objective(), specification.evaluator().part());
        try {
            specification.dataset().requireFitting(facts.task());
        } catch (InvalidInputException refused) {
            throw refused.within("/dataset");
        }
        DeviceChoice device = specification.device().requireBuilt(specification.engine());
        specification.precision().requireFitting(specification.engine(), device);
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
        SearchSpecification.Part part = specification.evaluator().part();
        Evaluators.Template evaluator = Evaluators.catalog().make(part.name(), part.settings());
        if (!evaluator.runsOn(specification.engine())) {
            throw new InvalidInputException(
                    "/engine",
                    "The engine '%s' cannot train what the evaluator '%s' needs. Maybe choose %s."
                            .formatted(specification.engine(), part.name(), fitting(evaluator)));
        }
        if (specification.finalTraining().inherits()) {
            start(part, "/finalTraining/start");
        }
        SearchSpace space = space(specification, facts);
        evaluator.fits(space, specification.objective());
        if (OwnController.of(specification.evaluator())) {
            OwnController.check(specification);
            return;
        }
        try {
            SearchSpecification.Part controller = specification.controller();
            Controllers.catalog().make(controller.name(), controller.settings()).fits(space);
        } catch (InvalidInputException refused) {
            throw new InvalidInputException("/controller", String.valueOf(refused.getMessage()), refused);
        }
    }

    /** @throws InvalidInputException at that place, where the evaluator learns nothing that a training could begin with */
    static void start(SearchSpecification.Part evaluator, String pointer) {
        if (!Evaluators.catalog().make(evaluator.name(), evaluator.settings()).starts()) {
            throw new InvalidInputException(
                    pointer,
                    "The evaluator '%s' learns nothing for all candidates that a training could begin with. Maybe choose 'fresh'."
                            .formatted(evaluator.name()));
        }
    }

    private static List<String> fitting(Evaluators.Template evaluator) {
        return SpecificationDefaults.ENGINES.stream().filter(evaluator::runsOn).toList();
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

    private static void metrics(Objective objective, Task task) {
        Set<Metric> fitting = task.type() == Task.Type.REGRESSION ? OF_NUMBERS : OF_CLASSES;
        Metric metric = objective.metric();
        require(metric, fitting, task, "/objective/" + (metric.maximized() ? "maximize" : "minimize"));
        Set<Metric> tradable = EnumSet.copyOf(fitting);
        tradable.addAll(COUNTED);
        for (int i = 0; i < objective.tradedOff().size(); i++) {
            require(objective.tradedOff().get(i), tradable, task, "/objective/tradeOff/" + i);
        }
    }

    private static void require(Metric metric, Set<Metric> fitting, Task task, String pointer) {
        if (!fitting.contains(metric)) {
            throw new InvalidInputException(
                    pointer,
                    "The metric %s does not fit the task %s. Fitting: %s."
                            .formatted(
                                    metric.key(),
                                    task.type(),
                                    fitting.stream().map(Metric::key).toList()));
        }
    }

    /** A tail needs several trainings of each candidate. */
    private static void risk(Objective objective, SearchSpecification.Part evaluator) {
        if (objective.risk().kind() == Risk.Kind.MEAN) {
            return;
        }
        String measure = objective.risk().kind().key();
        if (objective.metric() == Metric.LATENCY) {
            throw new InvalidInputException(
                    "/objective/risk",
                    "The latency is measured once; there are no repeats for a %s.".formatted(measure));
        }
        if (!(evaluator.settings().get("repeats") instanceof Number repeats)) {
            throw new InvalidInputException(
                    "/objective/risk",
                    "A %s needs several trainings of each candidate, and the evaluator '%s' has no repeats. Maybe take %s."
                            .formatted(measure, evaluator.name(), repeating()));
        }
        if (repeats.intValue() < 2) {
            throw new InvalidInputException(
                    "/objective/risk",
                    "A %s needs several trainings of each candidate, at least 2; the evaluator '%s' has %d. Maybe set its repeats."
                            .formatted(measure, evaluator.name(), repeats.intValue()));
        }
    }

    private static List<String> repeating() {
        return Evaluators.catalog().entries().stream()
                .filter(entry -> entry.settings().stream()
                        .anyMatch(setting -> setting.name().equals("repeats")))
                .map(Entry::name)
                .toList();
    }
}
