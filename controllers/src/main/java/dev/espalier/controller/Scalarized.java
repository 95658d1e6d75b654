package dev.espalier.controller;

import dev.espalier.catalog.Entry;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Scalarization;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Lets a controller that learns from one number trade several metrics off (random scalarisation: Knowles 2006, ParEGO;
 * Paria 2020): it is told a score made of all of them, with weights that are drawn anew for every
 * trial from the stream of its number. Metrics enter as the share of the told trials that are not better, which is free of their scale and of outliers.
 *
 * <p>The history keeps the outcomes as they were measured; only what the controller hears is changed. A score is what it
 * was when it was told: a controller that compares with old trials compares across weights. A trial that lacks one of the
 * metrics is told as failed.
 */
final class Scalarized implements Controller {
    /** Controllers that read the metrics of outcomes themselves. */
    interface Exempt {}

    private final Controller controller;
    private final Objective objective;
    private final Seeds seeds;
    private final List<double[]> told = new ArrayList<>();

    Scalarized(Controller controller, Objective objective, Seeds seeds) {
        this.controller = controller;
        this.objective = objective;
        this.seeds = seeds;
    }

    /** The same entries, whose controllers hear one number whatever the objective is. */
    @SafeVarargs
    static List<Entry<Controllers.Template>> entries(Entry<Controllers.Template>... entries) {
        return Stream.of(entries)
                .map(entry -> new Entry<>(
                        entry.name(),
                        entry.summary(),
                        entry.settings(),
                        settings -> template(entry.make().make(settings))))
                .toList();
    }

    private static Controllers.Template template(Controllers.Template plain) {
        return new Controllers.Template() {
            @Override
            public Controller in(ControllerContext context) {
                Controller controller = plain.in(context);
                return context.objective().tradedOff().isEmpty() || controller instanceof Exempt
                        ? controller
                        : new Scalarized(controller, context.objective(), context.seeds());
            }

            @Override
            public void fits(SearchSpace space) {
                plain.fits(space);
            }
        };
    }

    @Override
    public Proposal ask(int number, List<Proposal> pending, RandomGenerator random) {
        return controller.ask(number, pending, random);
    }

    @Override
    public void tell(Trial trial) {
        Outcome heard = objective
                .scores(trial.outcome())
                .<Outcome>map(scores -> scored(trial, scores))
                .orElseGet(() -> failed(trial.outcome()));
        controller.tell(new Trial(trial.number(), trial.proposal(), trial.architecture(), heard, trial.sameAs()));
    }

    private Outcome scored(Trial trial, double[] scores) {
        told.add(scores);
        double[] shares = IntStream.range(0, scores.length)
                .mapToDouble(i -> share(i, scores[i]))
                .toArray();
        double[] weights = Scalarization.weights(scores.length, seeds.stream("weights", trial.number()));
        double score = objective.scalarization().score(shares, weights);
        return new Outcome.Scored(
                score, trial.outcome().metrics(), trial.outcome().seconds(), null);
    }

    /** Of the told trials those that are not better in this metric. */
    private double share(int metric, double score) {
        long notBetter = told.stream().filter(other -> other[metric] <= score).count();
        return (double) notBetter / told.size();
    }

    private static Outcome failed(Outcome outcome) {
        return outcome instanceof Outcome.Failed
                ? outcome
                : new Outcome.Failed("A metric was not measured.", outcome.metrics(), outcome.seconds());
    }

    @Override
    public List<Belief> beliefs() {
        return controller.beliefs();
    }
}
