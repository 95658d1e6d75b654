package dev.espalier.server.search;

import dev.espalier.data.DataSets;
import dev.espalier.evaluator.Evaluators;
import dev.espalier.evaluator.Workload;
import dev.espalier.server.history.History;
import dev.espalier.server.history.SearchRecord;
import dev.espalier.space.SearchSpace;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Tells before a search what it will take, and refuses what cannot fit. A search of the same kind that ran on this
 * machine is a better witness than any formula.
 */
@Component
public final class Estimator {
    private static final long MEGABYTE = 1L << 20;
    /** How much longer DL4J computes (FACTS.md). */
    private static final double DL4J = 3.5;

    private static final double SECONDS_TO_START = 6;
    private static final int WITNESSES = 100;
    private static final int FEWEST_TRIALS = 5;

    private final DataSets dataSets;
    private final History history;
    private final Machine machine;

    public Estimator(DataSets dataSets, History history, Machine machine) {
        this.dataSets = dataSets;
        this.history = history;
        this.machine = machine;
    }

    /** @throws dev.espalier.catalog.InvalidInputException where the search cannot fit into the memory of this machine */
    public Estimate of(SearchSpecification specification) {
        DataFacts facts = DataFacts.of(dataSets.find(specification.dataset().id()), specification.dataset());
        SearchSpace space = SpecificationFit.space(specification, facts);
        Draws draws = Draws.of(space);
        Workload work = new Workload(draws.typical(), facts.trainingRows(), facts.validationRows());
        MemoryNeed.Held held = new MemoryNeed.Held(
                evaluator(specification).activations(space, draws.activations()),
                draws.activations(),
                evaluator(specification).parameters(draws.heaviest()));
        MemoryNeed memory = MemoryNeed.of(specification, facts, held, batch(specification));
        memory.requireAtMost(machine.memory(), machine.heap());
        int trials = specification.budget().trials();
        double perTrial = witnessed(specification).orElseGet(() -> secondsPerTrial(specification, work));
        double searching = SECONDS_TO_START + trials * perTrial;
        double limit = specification.budget().seconds().orElse(Double.POSITIVE_INFINITY);
        int threads = specification.evaluator().threads();
        int turns = (specification.finalTraining().top() + threads - 1) / threads;
        double training = turns
                * engine(specification)
                * dev.espalier.evaluator.Estimate.finalTraining(
                        work, specification.finalTraining().epochs());
        double seen = BigDecimal.valueOf(Math.min(trials, limit / perTrial))
                .divide(new BigDecimal(space.size()), MathContext.DECIMAL32)
                .doubleValue();
        return new Estimate(
                Math.min(searching, limit) + training,
                perTrial,
                memory.bytes() / MEGABYTE,
                space.size().toString(),
                Math.min(1, seen),
                warnings(specification, searching, limit, facts),
                specification);
    }

    private double secondsPerTrial(SearchSpecification specification, Workload workload) {
        SearchSpecification.Evaluation evaluator = specification.evaluator();
        int workers = Math.min(Math.min(evaluator.threads(), evaluator.inFlight()), machine.processors());
        int trials = specification.budget().trials();
        return evaluator(specification)
                        .estimate(workload)
                        .times(engine(specification))
                        .seconds(trials, workers)
                / trials;
    }

    private static Evaluators.Template evaluator(SearchSpecification specification) {
        SearchSpecification.Part part = specification.evaluator().part();
        return Evaluators.catalog().make(part.name(), part.settings());
    }

    private static double engine(SearchSpecification specification) {
        return specification.engine().equals("dl4j") ? DL4J : 1;
    }

    private static int batch(SearchSpecification specification) {
        return Math.max(1, (int) number(specification.evaluator().part().settings(), "batch"));
    }

    private static double number(Map<String, Object> settings, String name) {
        return settings.get(name) instanceof Number number ? number.doubleValue() : 0;
    }

    private Optional<Double> witnessed(SearchSpecification specification) {
        return history.searches().list(WITNESSES, Optional.empty()).items().stream()
                .filter(search -> search.progress().trials() >= FEWEST_TRIALS
                        && search.progress().pulse().secondsRunning() > 0)
                .filter(search -> SpecificationReader.known(search.specification())
                        .filter(other -> alike(specification, other))
                        .isPresent())
                .findFirst()
                .map(Estimator::perTrial);
    }

    private static double perTrial(SearchRecord search) {
        return search.progress().pulse().secondsRunning() / search.progress().trials();
    }

    private static boolean alike(SearchSpecification one, SearchSpecification other) {
        return one.dataset().equals(other.dataset())
                && one.space().equals(other.space())
                && one.evaluator().equals(other.evaluator())
                && one.engine().equals(other.engine())
                && one.device().equals(other.device())
                && one.precision() == other.precision();
    }

    private static List<String> warnings(
            SearchSpecification specification, double searching, double limit, DataFacts facts) {
        List<String> warnings = new ArrayList<>();
        if (searching > limit) {
            warnings.add("The time limit (%,.0f s) will probably end the search after about %,d of its %,d trials."
                    .formatted(
                            limit,
                            Math.max(1, Math.round(specification.budget().trials() * limit / searching)),
                            specification.budget().trials()));
        }
        if (facts.validationRows() < 100) {
            warnings.add("Only %d rows are there to score on: small differences will be chance."
                    .formatted(facts.validationRows()));
        }
        return warnings;
    }
}
