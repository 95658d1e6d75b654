package dev.espalier.evaluator;

import dev.espalier.catalog.Catalog;
import dev.espalier.trial.Evaluator;
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
                    Proxies.ENTRY));

    private Evaluators() {}

    public static Catalog<Template> catalog() {
        return CATALOG;
    }
}
