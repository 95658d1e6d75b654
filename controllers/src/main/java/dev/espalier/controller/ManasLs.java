package dev.espalier.controller;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.Setting;
import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Multi-agent architecture search in the form of least squares (MANAS-LS, Carlucci 2019): the joint losses of the last
 * plays are fitted by one coefficient for each choice of each agent, and an agent then takes an option with a
 * probability in proportion to 1 / rank, where rank 1 has the least loss. Equal coefficients share the better rank.
 */
final class ManasLs implements Controller {
    static final Entry<Controllers.Template> ENTRY = new Entry<>(
            "manas-ls",
            "One agent for each decision; what each option contributes to the loss is found by least squares.",
            List.of(
                    Setting.integer("samples", 100, 2, 1000, "Last trials from which losses are estimated."),
                    Setting.integer("batch", 10, 1, 1000, "Trials between two estimates."),
                    Setting.real("ridge", 1, 1e-6, 1e6, "Weight of the squared coefficients in the fit.")),
            settings -> context -> new ManasLs(
                    context.space(), settings.integer("samples"), settings.integer("batch"), settings.real("ridge")));

    private final SearchSpace space;
    private final int samples;
    private final int batch;
    private final double ridge;
    private final RunningLoss losses = new RunningLoss();
    private final List<Result> results = new ArrayList<>();
    private @Nullable PlayRegression estimate;
    private int told;

    private record Result(PlayRegression.Sample sample, double reward) {}

    private ManasLs(SearchSpace space, int samples, int batch, double ridge) {
        this.space = space;
        this.samples = samples;
        this.batch = batch;
        this.ridge = ridge;
    }

    @Override
    public Proposal ask(int number, List<Proposal> pending, RandomGenerator random) {
        return Walk.through(space, this::probabilities, probabilities -> Categorical.draw(probabilities, random))
                .proposal();
    }

    private double[] probabilities(DecisionPoint point, Decisions before) {
        double[] estimates = estimate == null ? new double[point.options().size()] : estimate.coefficients(point);
        return byRank(estimates, point.legal());
    }

    /** In proportion to 1 / rank among the legal options, rank 1 for the least loss. */
    static double[] byRank(double[] losses, List<Boolean> legal) {
        double[] logits = new double[losses.length];
        for (int option = 0; option < losses.length; option++) {
            int rank = 1;
            for (int other = 0; other < losses.length; other++) {
                rank += legal.get(other) && losses[other] < losses[option] ? 1 : 0;
            }
            logits[option] = -Math.log(rank);
        }
        return Categorical.softmax(logits, legal);
    }

    @Override
    public void tell(Trial trial) {
        Decisions play = trial.proposal().decisions();
        results.add(new Result(new PlayRegression.Sample(play, space.points(play)), losses.tell(trial.outcome())));
        if (results.size() > samples) {
            results.remove(0);
        }
        if (++told % batch == 0) {
            estimate = PlayRegression.fit(
                    results.stream().map(Result::sample).toList(),
                    results.stream()
                            .mapToDouble(result -> losses.of(result.reward()))
                            .toArray(),
                    ridge);
        }
    }

    @Override
    public List<Belief> beliefs() {
        return Walk.through(space, this::probabilities, Categorical::likeliest).beliefs();
    }
}
