package dev.espalier.server.process;

import dev.espalier.architecture.Architecture;
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
import dev.espalier.evaluator.ZeroCostForesight;
import dev.espalier.network.Engine;
import dev.espalier.network.Weights;
import dev.espalier.network.dl4j.Dl4jEngine;
import dev.espalier.network.torch.TorchEngine;
import dev.espalier.server.history.DataFolder;
import dev.espalier.server.history.ModelRecord;
import dev.espalier.server.history.TrainingOrder;
import dev.espalier.server.search.SearchSpecification;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Foresight;
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
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The real thing: data sets of this machine, parts from the catalogues, native engines. */
final class SearchAssembly implements Assembly {
    private final String searchId;
    private final SearchSpecification specification;
    private final DataFolder folder;
    private final Evaluators.Template evaluator;
    private final EvaluatorContext context;
    private @Nullable PreparedData tested;
    private final SearchPlan plan;

    private SearchAssembly(
            String searchId, SearchSpecification specification, DataFolder folder, EvaluatorContext context) {
        this.searchId = searchId;
        this.specification = specification;
        this.folder = folder;
        SearchSpecification.Part part = specification.evaluator().part();
        this.evaluator = Evaluators.catalog().make(part.name(), part.settings());
        this.context = context;
        this.plan = plan(specification, context, MeasuredLatency.in(evaluator, context));
    }

    static Assembly of(String searchId, SearchSpecification specification, DataFolder folder) {
        Engine engine = engine(specification);
        PreparedData data = new DataSets(folder.root()).prepare(specification.dataset(), specification.seed(), false);
        SearchSpecification.Part part = specification.space();
        EvaluatorContext context = new EvaluatorContext(
                SearchSpaces.catalog().make(part.name(), part.settings()).fit(data.ports()),
                engine,
                data,
                measured(specification.objective()),
                new Seeds(specification.seed()).child("evaluator"),
                folder.search(searchId),
                specification.budget().trials());
        return new SearchAssembly(searchId, specification, folder, context);
    }

    private static SearchPlan plan(SearchSpecification specification, EvaluatorContext context, Evaluator evaluator) {
        Controller controller = evaluator instanceof Controller own
                ? own
                : controller(specification, context.space(), new ZeroCostForesight(context));
        return new SearchPlan(
                context.space(),
                controller,
                RiskAverseEvaluation.of(evaluator, specification.objective()),
                specification.objective(),
                new Seeds(specification.seed()),
                specification.budget().trials(),
                specification.evaluator().inFlight());
    }

    static Controller controller(SearchSpecification specification, SearchSpace space, Foresight foresight) {
        SearchSpecification.Part part = specification.controller();
        return Controllers.catalog()
                .make(part.name(), part.settings())
                .in(new ControllerContext(
                                space,
                                new Seeds(specification.seed()).child("controller"),
                                specification.budget().trials())
                        .with(specification.objective())
                        .with(foresight));
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
    public ModelRecord train(Trial trial, TrainingOrder order, Consumer<String> progress) {
        long start = System.nanoTime();
        Architecture architecture = plan.space().decode(trial.proposal().decisions());
        Optional<Weights> inherited = order.inherits() && !architecture.constant()
                ? Optional.of(evaluator.start(context, architecture))
                : Optional.empty();
        PreparedData data = withTest();
        TrainedModel model = new FinalTraining(
                        context.engine(), data, specification.objective().metric(), order.epochs())
                .train(
                        architecture,
                        inherited,
                        plan.seeds().child("final", trial.number()),
                        epoch -> progress.accept("epoch %d of %d".formatted(epoch.number(), epoch.of())));
        ModelFiles.write(folder.model(ModelRecord.idOf(searchId, trial.number())), model);
        return record(trial, order.inherits(), model, (System.nanoTime() - start) * 1e-9);
    }

    /** Read once, when the search is over. */
    private synchronized PreparedData withTest() {
        if (tested == null) {
            tested =
                    new DataSets(folder.root()).withTest(context.data(), specification.dataset(), specification.seed());
        }
        return tested;
    }

    /** On the validation part after the training; the trial's own where training does not measure it, as latency. */
    private double score(Trial trial, TrainedModel.Evidence evidence) {
        Metric metric = specification.objective().metric();
        Double value = evidence.metrics().get("validation." + metric.key());
        return value == null ? ((Outcome.Scored) trial.outcome()).score() : metric.score(value);
    }

    private ModelRecord record(Trial trial, boolean inherited, TrainedModel model, double seconds) {
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
                inherited,
                Instant.now());
    }
}
