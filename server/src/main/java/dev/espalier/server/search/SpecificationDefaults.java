package dev.espalier.server.search;

import dev.espalier.architecture.Shape;
import dev.espalier.data.Task;
import dev.espalier.trial.Metric;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a first-time user would be glad of where a specification says nothing.
 *
 * @param metric accuracy, or the error of a regression
 * @param spaces in order of preference; the first that the catalogue knows is taken
 */
record SpecificationDefaults(Metric metric, List<String> spaces) {
    static final String ENGINE = "torch";
    static final List<String> ENGINES = List.of(ENGINE, "dl4j");
    static final List<String> EVALUATORS = List.of("shared-weights");
    static final int TRIALS = 200;
    static final double SECONDS = 600;
    static final int TRIALS_WHEN_ONLY_SECONDS_ARE_GIVEN = 1000;
    static final int IN_FLIGHT = 4;
    static final int TOP = 3;
    static final int EPOCHS = 20;
    static final String INHERITED = "inherited";
    static final List<String> STARTS = List.of("fresh", INHERITED);
    static final long SEED = 1;
    static final double RISK_LEVEL = 0.25;

    static SpecificationDefaults of(DataFacts facts) {
        return new SpecificationDefaults(
                facts.task().type() == Task.Type.REGRESSION ? Metric.RMSE : Metric.ACCURACY,
                facts.ports().input() instanceof Shape.Vector ? List.of("mlp") : List.of("cell"));
    }

    /** Where nothing is known of the data. */
    static SpecificationDefaults general() {
        return new SpecificationDefaults(Metric.ACCURACY, List.of());
    }

    /**
     * What proposes where nothing is said: where each score is a training of its own, as on the league's tables, the
     * learner that is level with local search or ahead of it there and on networks that were trained for the comparison;
     * where scores of one round say little of the next, the learner whose proposals get better as a whole.
     */
    static List<String> controllers(String evaluator) {
        return List.of(evaluator.equals("stand-alone") ? "rlsvi" : "ppo");
    }

    /** One thread an evaluation in flight, as far as there are processors. */
    static int threads(int inFlight) {
        return Math.min(inFlight, Runtime.getRuntime().availableProcessors());
    }

    /** The word for what a training begins with. */
    static String start(boolean inherits) {
        return inherits ? INHERITED : STARTS.get(0);
    }

    static SearchSpecification.Budget budget() {
        return new SearchSpecification.Budget(TRIALS, OptionalDouble.of(SECONDS));
    }
}
