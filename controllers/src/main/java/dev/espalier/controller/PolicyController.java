package dev.espalier.controller;

import dev.espalier.space.Decisions;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Asks a {@link RecurrentPolicy} and lets an algorithm improve it after every {@code batch} trials. With w evaluations in
 * flight the proposals up to number {@code batch + w - 1} come from the untrained policy and are uniform samples (the
 * note {@code updates} of a proposal says the same).
 */
final class PolicyController implements Controller {
    /** The algorithm: what is learned from a batch of plays. */
    @FunctionalInterface
    interface Update {
        /**
         * Improves the policy.
         *
         * @param number of the trial that completed the batch: names the random streams
         */
        void improve(List<Episode> episodes, int number);
    }

    private final ControllerContext context;
    private final RecurrentPolicy policy;
    private final Update update;
    private final int batch;
    private final RunningReward rewards = new RunningReward();
    private final List<Trial> waiting = new ArrayList<>();
    private final List<Double> results = new ArrayList<>();
    private int updates;

    PolicyController(ControllerContext context, RecurrentPolicy policy, Update update, int batch) {
        this.context = context;
        this.policy = policy;
        this.update = update;
        this.batch = batch;
    }

    RecurrentPolicy policy() {
        return policy;
    }

    @Override
    public Proposal ask(int number, List<Proposal> pending, RandomGenerator random) {
        List<RecurrentPolicy.Step> steps =
                policy.walk(context.space(), probabilities -> Categorical.draw(probabilities, random));
        List<Double> logProbabilities = steps.stream()
                .map(step -> Math.log(step.probabilities()[step.choice()]))
                .toList();
        return new Proposal(
                Decisions.of(
                        steps.stream().mapToInt(RecurrentPolicy.Step::choice).toArray()),
                null,
                Map.of(PolicyNotes.LOG_PROBABILITIES, logProbabilities, PolicyNotes.UPDATES, List.of((double)
                        updates)));
    }

    @Override
    public void tell(Trial trial) {
        waiting.add(trial);
        results.add(rewards.tell(trial.outcome()));
        if (waiting.size() == batch) {
            List<Episode> episodes = new ArrayList<>();
            for (int i = 0; i < batch; i++) {
                Decisions play = waiting.get(i).proposal().decisions();
                episodes.add(new Episode(play, context.space().points(play), rewards.standardized(results.get(i))));
            }
            policy.register(episodes);
            update.improve(episodes, trial.number());
            updates++;
            waiting.clear();
            results.clear();
        }
    }

    @Override
    public List<Belief> beliefs() {
        return policy.walk(context.space(), Categorical::likeliest).stream()
                .map(step -> new Belief(
                        step.point().name(),
                        step.point().options(),
                        Arrays.stream(step.probabilities()).boxed().toList()))
                .toList();
    }
}
