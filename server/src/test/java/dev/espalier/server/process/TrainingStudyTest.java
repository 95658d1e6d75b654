package dev.espalier.server.process;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.espalier.architecture.Architecture;
import dev.espalier.controller.ControllerContext;
import dev.espalier.controller.Controllers;
import dev.espalier.data.DataSets;
import dev.espalier.data.PreparedData;
import dev.espalier.evaluator.EvaluatorContext;
import dev.espalier.evaluator.Evaluators;
import dev.espalier.league.Entrant;
import dev.espalier.network.torch.TorchEngine;
import dev.espalier.server.search.DataFacts;
import dev.espalier.server.search.SearchSpecification;
import dev.espalier.server.search.SpecificationReader;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.SearchListener;
import dev.espalier.trial.SearchLoop;
import dev.espalier.trial.SearchPlan;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Controllers compared on networks that are trained for it, where no table is: one landscape for all of them, because an
 * architecture is trained once and always from the same start. Runs only where {@code -Despalier.study.search='{...}'}, a
 * specification, asks for it; {@code -Despalier.study.controllers=local-search,rlsvi} (differences are to the first one)
 * and {@code -Despalier.study.seeds=10} say what else.
 */
class TrainingStudyTest {
    private final String search = System.getProperty("espalier.study.search", "");
    private final List<Entrant> entrants =
            Entrant.list(System.getProperty("espalier.study.controllers", "local-search,rlsvi,dnc,random"));
    private final int seeds = Integer.getInteger("espalier.study.seeds", 10);

    @TempDir
    private Path folder;

    @Test
    void printsTheBestScores() {
        assumeTrue(!search.isEmpty(), "a study, not a test: ask for it with -Despalier.study.search='{...}'");
        DataSets dataSets = new DataSets(folder);
        SearchSpecification specification =
                SpecificationReader.read(search, selection -> DataFacts.of(dataSets.find(selection.id()), selection));
        int trials = specification.budget().trials();
        PreparedData data = dataSets.prepare(specification.dataset(), specification.seed(), false);
        SearchSpecification.Part part = specification.space();
        SearchSpace space =
                SearchSpaces.catalog().make(part.name(), part.settings()).fit(data.ports());
        Evaluator landscape = landscape(specification, data, space);
        List<List<double[]>> found =
                entrants.stream().<List<double[]>>map(each -> new ArrayList<>()).toList();
        for (int seed = 1; seed <= seeds; seed++) {
            for (int i = 0; i < entrants.size(); i++) {
                Entrant entrant = entrants.get(i);
                ControllerContext context = new ControllerContext(space, new Seeds(seed).child("controller"), trials);
                Controller controller = Controllers.catalog()
                        .make(entrant.name(), entrant.settings())
                        .in(context.with(specification.objective()));
                SearchPlan plan = new SearchPlan(
                        space,
                        controller,
                        landscape,
                        specification.objective(),
                        new Seeds(seed),
                        trials,
                        specification.evaluator().inFlight());
                Best best = new Best();
                new SearchLoop(plan, best, Runnable::run).run(List.of(), Map.of(), () -> false);
                found.get(i).add(best.after(trials));
            }
            System.out.printf("%d of %d seeds%n", seed, seeds);
        }
        for (int i = 0; i < entrants.size(); i++) {
            print(entrants.get(i), found.get(i), found.get(0));
        }
    }

    private Evaluator landscape(SearchSpecification specification, PreparedData data, SearchSpace space) {
        SearchSpecification.Part part = specification.evaluator().part();
        Evaluator evaluator = Evaluators.catalog()
                .make(part.name(), part.settings())
                .in(new EvaluatorContext(
                        space,
                        TorchEngine.on(specification.device(), specification.precision()),
                        data,
                        specification.objective(),
                        new Seeds(specification.seed()).child("evaluator"),
                        folder,
                        specification.budget().trials()));
        Map<String, Outcome> trained = new HashMap<>(); // looked up, never iterated
        return candidate -> trained.computeIfAbsent(
                candidate.architecture().hash(),
                hash -> evaluator.evaluate(new Evaluator.Candidate(
                        candidate.number(),
                        candidate.play(),
                        candidate.architecture(),
                        new Seeds(specification.seed()).child(hash, 0))));
    }

    /** The best score after each trial. */
    private static final class Best implements SearchListener {
        private final List<Double> scores = new ArrayList<>();
        private double best = Double.NEGATIVE_INFINITY;

        @Override
        public void finished(Trial trial, @Nullable Architecture architecture) {
            if (trial.outcome() instanceof Outcome.Scored scored) {
                best = Math.max(best, scored.score());
            }
            scores.add(best);
        }

        double[] after(int trials) {
            return new double[] {scores.get(trials / 4 - 1), scores.get(trials / 2 - 1), scores.get(trials - 1)};
        }
    }

    private static void print(Entrant entrant, List<double[]> own, List<double[]> first) {
        StringBuilder row = new StringBuilder("| %s |".formatted(entrant.label()));
        for (int checkpoint = 0; checkpoint < own.get(0).length; checkpoint++) {
            StreamingStatistics scores = new StreamingStatistics();
            StreamingStatistics differences = new StreamingStatistics();
            for (int seed = 0; seed < own.size(); seed++) {
                scores.addValue(own.get(seed)[checkpoint]);
                differences.addValue(own.get(seed)[checkpoint] - first.get(seed)[checkpoint]);
            }
            double half = new TDistribution(own.size() - 1).inverseCumulativeProbability(0.975)
                    * differences.getStandardDeviation()
                    / Math.sqrt(own.size());
            row.append(" %.4f, %+.4f ± %.4f |".formatted(scores.getMean(), differences.getMean(), half));
        }
        System.out.println(row);
    }
}
