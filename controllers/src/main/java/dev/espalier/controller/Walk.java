package dev.espalier.controller;

import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Proposal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** A play with the distributions from which its choices came. */
record Walk(List<Step> steps) {
    /** A decision: where, with which probabilities, and what was chosen. */
    record Step(DecisionPoint point, double[] probabilities, int choice) {}

    /** The probabilities of the options at a point, 0 where illegal, given the choices before it. */
    @FunctionalInterface
    interface Policy {
        double[] probabilities(DecisionPoint point, Decisions before);
    }

    /** Plays to the end; {@code chooser} picks among the probabilities of each decision. */
    static Walk through(SearchSpace space, Policy policy, ToIntFunction<double[]> chooser) {
        List<Step> steps = new ArrayList<>();
        Decisions play = Decisions.none();
        for (Optional<DecisionPoint> next = space.next(play); next.isPresent(); next = space.next(play)) {
            double[] probabilities = policy.probabilities(next.get(), play);
            int choice = chooser.applyAsInt(probabilities);
            steps.add(new Step(next.get(), probabilities, choice));
            play = play.then(choice);
        }
        return new Walk(steps);
    }

    /** Remembers with which probability each choice was made. */
    Proposal proposal() {
        List<Double> logProbabilities = steps.stream()
                .map(step -> Math.log(step.probabilities()[step.choice()]))
                .toList();
        return new Proposal(
                Decisions.of(steps.stream().mapToInt(Step::choice).toArray()),
                null,
                Map.of(PolicyNotes.LOG_PROBABILITIES, logProbabilities));
    }

    List<Controller.Belief> beliefs() {
        return steps.stream()
                .map(step -> new Controller.Belief(
                        step.point().name(),
                        step.point().options(),
                        Arrays.stream(step.probabilities()).boxed().toList()))
                .toList();
    }
}
