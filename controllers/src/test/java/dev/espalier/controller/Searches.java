package dev.espalier.controller;

import dev.espalier.architecture.Architecture;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Foresight;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.SearchListener;
import dev.espalier.trial.SearchLoop;
import dev.espalier.trial.SearchPlan;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;

/** Runs whole searches in this JVM with an evaluator that is a formula. */
final class Searches {
    private Searches() {}

    /** Scores by the hash of what the network computes, so that there is no order; some fail. */
    static Outcome scoreByHash(Architecture architecture) {
        int digits = Integer.parseInt(architecture.hash().substring(0, 6), 16);
        return digits % 7 == 0
                ? new Outcome.Failed("unlucky", Map.of(), 0)
                : new Outcome.Scored(digits / (double) 0xffffff, Map.of(), 0, null);
    }

    /** Undefined where the first choice is 0. */
    static final Foresight SUM_OF_CHOICES = new Foresight() {
        @Override
        public List<String> names() {
            return List.of("naswot", "synflow", "snip", "gradient-norm", "parameters", "macs");
        }

        @Override
        public OptionalDouble of(String name, Decisions play) {
            return play.choice(0) == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(play.stream().sum());
        }
    };

    static Controller controller(String name, Map<String, ?> settings, SearchSpace space, long seed, int trials) {
        return Controllers.catalog()
                .make(name, settings)
                .in(new ControllerContext(space, new Seeds(seed).child("controller"), trials).with(SUM_OF_CHOICES));
    }

    /** Mean number of parameters, which is the reward, of the last third of a search among small dense networks. */
    static double lateReward(String name, Map<String, ?> settings, int trials, int inFlight) {
        SearchSpace space = TestSpaces.fixed();
        Evaluator widest =
                candidate -> new Outcome.Scored(candidate.architecture().cost().parameters(), Map.of(), 0, null);
        Controller controller = controller(name, settings, space, 3, trials);
        return run(space, controller, widest, 3, trials, inFlight, Runnable::run, List.of()).stream()
                .skip(trials * 2L / 3)
                .mapToDouble(trial -> ((Outcome.Scored) trial.outcome()).score())
                .average()
                .orElseThrow();
    }

    /** The history of a search that goes on from these trials. */
    static List<Trial> run(
            SearchSpace space,
            Controller controller,
            Evaluator evaluator,
            long seed,
            int trials,
            int inFlight,
            Executor executor,
            List<Trial> history) {
        SearchPlan plan = new SearchPlan(
                space, controller, evaluator, Objective.of(Metric.ACCURACY), new Seeds(seed), trials, inFlight);
        List<Trial> finished = new ArrayList<>(history);
        SearchListener listener = (trial, architecture) -> finished.add(trial);
        new SearchLoop(plan, listener, executor).run(history, Map.of(), () -> false);
        return finished;
    }
}
