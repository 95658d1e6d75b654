package dev.espalier.controller;

import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Pareto;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Searches for the best compromises between accuracy and parameters, with a formula or a table for an evaluator. */
record TradeOff(SearchSpace space, Objective objective, Function<Decisions, Map<String, Double>> metrics) {
    static final Objective ACCURACY_AGAINST_PARAMETERS =
            Objective.of(Metric.ACCURACY).against(Metric.PARAMETERS);

    Controller controller(String name, Map<String, ?> settings, long seed, int trials) {
        Seeds seeds = new Seeds(seed).child("controller");
        return Controllers.catalog()
                .make(name, settings)
                .in(new ControllerContext(space, seeds, trials).with(objective));
    }

    List<Trial> search(String name, Map<String, ?> settings, long seed, int trials) {
        Controller controller = controller(name, settings, seed, trials);
        List<Trial> told = new ArrayList<>();
        for (int number = 1; number <= trials; number++) {
            Proposal proposal = controller.ask(number, List.of(), new Seeds(seed).stream("ask", number));
            Trial trial = new Trial(number, proposal, null, outcome(proposal.decisions()), null);
            controller.tell(trial);
            told.add(trial);
        }
        return told;
    }

    Outcome outcome(Decisions play) {
        Map<String, Double> measured = metrics.apply(play);
        return objective
                .violation(measured)
                .<Outcome>map(reason -> new Outcome.Failed(reason, measured, 0))
                .orElseGet(() -> new Outcome.Scored(measured.getOrDefault("accuracy", 0.0), measured, 0, null));
    }

    /** Of the front of these trials above a score and below a number of parameters. */
    double hypervolume(List<Trial> trials, double accuracy, double parameters) {
        List<double[]> front = Pareto.front(trials, objective).stream()
                .map(trial -> objective.scores(trial.outcome()).orElseThrow())
                .toList();
        return Pareto.hypervolume(front, accuracy, -parameters);
    }
}
