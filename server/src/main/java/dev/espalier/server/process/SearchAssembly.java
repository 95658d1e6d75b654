package dev.espalier.server.process;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.controller.ControllerContext;
import dev.espalier.controller.Controllers;
import dev.espalier.data.DataSets;
import dev.espalier.data.PreparedData;
import dev.espalier.evaluator.EvaluatorContext;
import dev.espalier.evaluator.Evaluators;
import dev.espalier.evaluator.FinalTraining;
import dev.espalier.evaluator.MeasuredLatency;
import dev.espalier.evaluator.TrainedModel;
import dev.espalier.evaluator.WeightsStore;
import dev.espalier.network.Engine;
import dev.espalier.network.dl4j.Dl4jEngine;
import dev.espalier.network.torch.TorchEngine;
import dev.espalier.server.history.DataFolder;
import dev.espalier.server.history.ModelRecord;
import dev.espalier.server.search.SearchSpecification;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.RiskAverseEvaluation;
import dev.espalier.trial.SearchPlan;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** The real thing: data sets of this machine, parts from the catalogues, native engines. */
final class SearchAssembly implements Assembly {
    private final String searchId;
    private final SearchSpecification specification;
    private final DataFolder folder;
    private final Engine engine;
    private final SearchPlan plan;

    private SearchAssembly(
            String searchId, SearchSpecification specification, DataFolder folder, Engine engine, SearchPlan plan) {
        this.searchId = searchId;
        this.specification = specification;
        this.folder = folder;
        this.engine = engine;
        this.plan = plan;
    }

    static Assembly of(String searchId, SearchSpecification specification, DataFolder folder) {
        Engine engine = engine(specification);
        PreparedData data = new DataSets(folder.root()).prepare(specification.dataset(), specification.seed(), false);
        return new SearchAssembly(
                searchId, specification, folder, engine, plan(searchId, specification, folder, engine, data));
    }

    private static SearchPlan plan(
            String searchId, SearchSpecification specification, DataFolder folder, Engine engine, PreparedData data) {
        Seeds seeds = new Seeds(specification.seed());
        Objective objective = specification.objective();
        int trials = specification.budget().trials();
        SearchSpecification.Part part = specification.space();
        SearchSpace space =
                SearchSpaces.catalog().make(part.name(), part.settings()).fit(data.ports());
        part = specification.evaluator().part();
        Evaluator evaluator = MeasuredLatency.in(
                Evaluators.catalog().make(part.name(), part.settings()),
                new EvaluatorContext(
                        space,
                        engine,
                        data,
                        measured(objective),
                        seeds.child("evaluator"),
                        folder.search(searchId),
                        trials));
        Controller controller = evaluator instanceof Controller own ? own : controller(specification, space);
        return new SearchPlan(
                space,
                controller,
                RiskAverseEvaluation.of(evaluator, objective),
                objective,
                seeds,
                trials,
                specification.evaluator().inFlight());
    }

    static Controller controller(SearchSpecification specification, SearchSpace space) {
        SearchSpecification.Part part = specification.controller();
        return Controllers.catalog()
                .make(part.name(), part.settings())
                .in(new ControllerContext(
                                space,
                                new Seeds(specification.seed()).child("controller"),
                                specification.budget().trials())
                        .with(specification.objective()));
    }

    /**
     * What the evaluator is asked for. Latency is measured where it is sought or bounded; where it is traded off it has a
     * bound here that nothing exceeds.
     */
    private static Objective measured(Objective objective) {
        if (!objective.tradedOff().contains(Metric.LATENCY)) {
            return objective;
        }
        List<Objective.Constraint> constraints = new ArrayList<>(objective.constraints());
        constraints.add(new Objective.Constraint(Metric.LATENCY, Double.MAX_VALUE));
        return new Objective(objective.metric(), constraints);
    }

    private static Engine engine(SearchSpecification specification) {
        return switch (specification.engine()) {
            case "torch" -> TorchEngine.on(specification.device(), specification.precision());
            case "dl4j" -> Dl4jEngine.on(specification.device(), specification.precision());
            default ->
                throw new InvalidInputException(
                        "/engine", "There is no engine '%s'.".formatted(specification.engine()));
        };
    }

    @Override
    public SearchPlan plan() {
        return plan;
    }

    @Override
    public void keepWeights(Collection<String> hashes) {
        new WeightsStore(folder.search(searchId)).keepOnly(hashes);
    }

    @Override
    public ModelRecord train(Trial trial, Consumer<String> progress) {
        long start = System.nanoTime();
        PreparedData data = new DataSets(folder.root()).prepare(specification.dataset(), specification.seed(), true);
        TrainedModel model = new FinalTraining(
                        engine,
                        data,
                        specification.objective().metric(),
                        specification.finalTraining().epochs())
                .train(
                        plan.space().decode(trial.proposal().decisions()),
                        plan.seeds().child("final", trial.number()),
                        epoch -> progress.accept("epoch %d of %d".formatted(epoch.number(), epoch.of())));
        ModelFiles.write(folder.model(ModelRecord.idOf(searchId, trial.number())), model);
        return record(trial, model, (System.nanoTime() - start) * 1e-9);
    }

    /** On the validation part after the training; the trial's own where training does not measure it, as latency. */
    private double score(Trial trial, TrainedModel.Evidence evidence) {
        Metric metric = specification.objective().metric();
        Double value = evidence.metrics().get("validation." + metric.key());
        return value == null ? ((Outcome.Scored) trial.outcome()).score() : metric.score(value);
    }

    private ModelRecord record(Trial trial, TrainedModel model, double seconds) {
        TrainedModel.Evidence evidence = model.evidence();
        return new ModelRecord(
                ModelRecord.idOf(searchId, trial.number()),
                searchId,
                trial.number(),
                model.architecture().hash(),
                score(trial, evidence),
                evidence.metrics(),
                evidence.confusion().isEmpty()
                        ? null
                        : new ModelRecord.Confusion(model.task().labels(), evidence.confusion()),
                evidence.residuals()
                        .map(rows -> new ModelRecord.Residuals(rows.actual(), rows.predicted()))
                        .orElse(null),
                seconds,
                evidence.epochs(),
                Instant.now());
    }
}
