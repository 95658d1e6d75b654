package dev.espalier.controller;

import dev.espalier.space.Decisions;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Trial;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Asks a {@link Policy} and lets an algorithm improve it after every {@code batch} trials. With w evaluations in
 * flight the proposals up to number {@code batch + w - 1} come from the untrained policy and are uniform samples (the
 * note {@code updates} of a proposal says the same).
 */
final class PolicyController implements Controller {
    /** The algorithm: what is learned once a batch of plays is complete. */
    @FunctionalInterface
    interface Update {
        /**
         * Improves the policy.
         *
         * @param episodes those of the batch, or all so far where it {@link #replays}
         * @param number of the trial that completed the batch: names the random streams
         */
        void improve(List<Episode> episodes, int number);

        /** Whether it learns from all plays so far. */
        default boolean replays() {
            return false;
        }
    }

    private final ControllerContext context;
    private final Policy policy;
    private final Update update;
    private final int batch;
    private final RunningReward rewards = new RunningReward();
    /** Learned from when the batch is complete, with rewards as they were told. */
    private final List<Episode> told = new ArrayList<>();

    private int waiting;
    private int updates;

    PolicyController(ControllerContext context, Policy policy, Update update, int batch) {
        this.context = context;
        this.policy = policy;
        this.update = update;
        this.batch = batch;
    }

    Policy policy() {
        return policy;
    }

    @Override
    public Proposal ask(int number, List<Proposal> pending, RandomGenerator random) {
        List<Policy.Step> steps =
                policy.walk(context.space(), probabilities -> Categorical.draw(probabilities, random));
        List<Double> logProbabilities = steps.stream()
                .map(step -> Math.log(step.probabilities()[step.choice()]))
                .toList();
        return new Proposal(
                Decisions.of(steps.stream().mapToInt(Policy.Step::choice).toArray()),
                null,
                Map.of(PolicyNotes.LOG_PROBABILITIES, logProbabilities, PolicyNotes.UPDATES, List.of((double)
                        updates)));
    }

    @Override
    public void tell(Trial trial) {
        Decisions play = trial.proposal().decisions();
        List<Double> behaviour = trial.proposal().notes().getOrDefault(PolicyNotes.LOG_PROBABILITIES, List.of());
        told.add(new Episode(play, context.space().points(play), behaviour, rewards.tell(trial.outcome())));
        waiting++;
        if (waiting == batch) {
            policy.register(told.subList(told.size() - batch, told.size()));
            update.improve(standardized(), trial.number());
            updates++;
            waiting = 0;
            if (!update.replays()) {
                told.clear();
            }
        }
    }

    /** A view, since only a few of many replayed plays are looked at. */
    private List<Episode> standardized() {
        return new AbstractList<>() {
            @Override
            public Episode get(int index) {
                Episode episode = told.get(index);
                return episode.withReward(rewards.standardized(episode.reward()));
            }

            @Override
            public int size() {
                return told.size();
            }
        };
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
