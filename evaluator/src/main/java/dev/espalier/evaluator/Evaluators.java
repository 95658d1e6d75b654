package dev.espalier.evaluator;

import dev.espalier.architecture.Architecture;
import dev.espalier.catalog.Catalog;
import dev.espalier.network.Weights;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Objective;
import java.util.List;

/** The catalogue of evaluators; the first is the default. */
public final class Evaluators {
    /** What the settings of an evaluator give: the evaluator itself once the search is known. */
    public interface Template {
        /**
         * The evaluator of one search.
         *
         * @throws dev.espalier.catalog.InvalidInputException where the objective is not measured for the task
         */
        Evaluator in(EvaluatorContext context);

        /** Whether the evaluator is a {@link dev.espalier.trial.Controller} too, that of its own search. */
        default boolean proposes() {
            return false;
        }

        /**
         * Refuses what this evaluator cannot search, before anything is built: loads nothing native, so that a server
         * may ask.
         *
         * @throws dev.espalier.catalog.InvalidInputException with the reason and the place in the specification
         */
        default void fits(SearchSpace space, Objective objective) {}

        /** Whether the engine of that name can do what this evaluator asks of one. */
        default boolean runsOn(String engine) {
            return true;
        }

        /** Whether what it learns is a start for the training of any candidate: {@link #start}. */
        default boolean starts() {
            return false;
        }

        /**
         * What it has learned for this architecture in the end, by the last round that the search's folder keeps, with
         * normalisation statistics of this architecture alone: what scores it then.
         *
         * @throws dev.espalier.network.EngineException where nothing is kept of these settings
         */
        default Weights start(EvaluatorContext context, Architecture architecture) {
            throw new IllegalStateException("This evaluator learns nothing for candidates.");
        }

        /**
         * Numbers of one example that a training step holds at once.
         *
         * @param architecture those of the largest architectures of the space
         */
        default long activations(SearchSpace space, long architecture) {
            return architecture;
        }

        /** Numbers that a training step holds for these parameters: each with its gradient and two averages of Adam. */
        default long parameters(Architecture architecture) {
            return 4 * architecture.cost().parameters();
        }

        /** What it will cost; needs no engine. */
        Estimate estimate(Workload workload);
    }

    private static final Catalog<Template> CATALOG = new Catalog<>(
            "evaluator",
            List.of(
                    SharedWeights.ENTRY,
                    StandAlone.ENTRY,
                    GeneratedWeights.ENTRY,
                    MemoryBankWeights.ENTRY,
                    Proxies.ENTRY,
                    TableLookup.ENTRY,
                    Darts.ENTRY));

    private Evaluators() {}

    public static Catalog<Template> catalog() {
        return CATALOG;
    }
}
