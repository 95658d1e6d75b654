package dev.espalier.controller;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.Setting;
import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * REINFORCE (Williams 1992) with independent logits for each decision of a fixed list. The gradient is
 * {@code (R - b) grad log pi + entropyWeight grad H}, a mean over the batch; {@code R} is standardised by running
 * statistics, {@code b} is its exponential moving average and moves after it has been used, which keeps the estimate
 * unbiased. Starts exactly uniform.
 */
final class TabularReinforce implements Controller {
    static final Entry<Controllers.Template> ENTRY = new Entry<>(
            "tabular-reinforce",
            "REINFORCE with independent probabilities for each decision; needs a fixed list of decisions.",
            List.of(
                    Setting.real("learningRate", 0.1, 1e-6, 10, "Step size of Adam."),
                    Setting.integer("batch", 1, 1, 10_000, "Trials in one update."),
                    Setting.real("baselineDecay", 0.95, 0, 1, "Of the moving average subtracted from rewards."),
                    Setting.real("entropyWeight", 1e-4, 0, 10, "What staying undecided is worth.")),
            settings -> FixedDecisions.needed(
                    "tabular-reinforce",
                    context -> new TabularReinforce(
                            FixedDecisions.of(context.space()),
                            new Parameters(
                                    settings.real("learningRate"),
                                    settings.integer("batch"),
                                    settings.real("baselineDecay"),
                                    settings.real("entropyWeight")))));

    /**
     * @param batch trials in one update
     * @param baselineDecay of the moving average of rewards
     */
    record Parameters(double learningRate, int batch, double baselineDecay, double entropyWeight) {}

    private final List<DecisionPoint> points;
    private final Parameters parameters;
    private final double[][] logits;
    private final Adam[] optimizers;
    private final RunningReward rewards = new RunningReward();
    private final List<Decisions> plays = new ArrayList<>();
    private final List<Double> results = new ArrayList<>();
    private double baseline;
    private int updates;

    TabularReinforce(List<DecisionPoint> points, Parameters parameters) {
        this.points = points;
        this.parameters = parameters;
        this.logits = new double[points.size()][];
        this.optimizers = new Adam[points.size()];
        for (int i = 0; i < points.size(); i++) {
            logits[i] = new double[points.get(i).options().size()];
            optimizers[i] = new Adam(logits[i].length, parameters.learningRate());
        }
    }

    @Override
    public Proposal ask(int number, List<Proposal> pending, RandomGenerator random) {
        int[] choices = new int[points.size()];
        List<Double> logProbabilities = new ArrayList<>();
        for (int i = 0; i < choices.length; i++) {
            double[] probabilities = probabilities(i);
            choices[i] = Categorical.draw(probabilities, random);
            logProbabilities.add(Math.log(probabilities[choices[i]]));
        }
        return new Proposal(
                Decisions.of(choices),
                null,
                Map.of(PolicyNotes.LOG_PROBABILITIES, logProbabilities, PolicyNotes.UPDATES, List.of((double)
                        updates)));
    }

    @Override
    public void tell(Trial trial) {
        plays.add(trial.proposal().decisions());
        results.add(rewards.tell(trial.outcome()));
        if (plays.size() == parameters.batch()) {
            update(results.stream().mapToDouble(rewards::standardized).toArray());
            plays.clear();
            results.clear();
        }
    }

    private void update(double[] reward) {
        double[][] gradient = gradient(plays, reward, baseline);
        for (int i = 0; i < logits.length; i++) {
            optimizers[i].ascend(logits[i], gradient[i]);
        }
        for (double each : reward) {
            baseline = parameters.baselineDecay() * baseline + (1 - parameters.baselineDecay()) * each;
        }
        updates++;
    }

    /** Of the expected reward plus weighted entropy by the logits, estimated from these plays. */
    double[][] gradient(List<Decisions> batch, double[] reward, double baseline) {
        double[][] gradient = new double[logits.length][];
        for (int i = 0; i < logits.length; i++) {
            double[] probabilities = probabilities(i);
            gradient[i] = new double[probabilities.length];
            for (int play = 0; play < reward.length; play++) {
                double advantage = (reward[play] - baseline) / reward.length;
                gradient[i][batch.get(play).choice(i)] += advantage;
                for (int option = 0; option < probabilities.length; option++) {
                    gradient[i][option] -= advantage * probabilities[option];
                }
            }
            addEntropy(gradient[i], probabilities);
        }
        return gradient;
    }

    private void addEntropy(double[] gradient, double[] probabilities) {
        double entropy = Categorical.entropy(probabilities);
        for (int option = 0; option < probabilities.length; option++) {
            double p = probabilities[option];
            gradient[option] -= p > 0 ? parameters.entropyWeight() * p * (Math.log(p) + entropy) : 0;
        }
    }

    private double[] probabilities(int decision) {
        return Categorical.softmax(logits[decision], points.get(decision).legal());
    }

    @Override
    public List<Belief> beliefs() {
        return IntStream.range(0, points.size())
                .mapToObj(i -> new Belief(
                        points.get(i).name(),
                        points.get(i).options(),
                        Arrays.stream(probabilities(i)).boxed().toList()))
                .toList();
    }
}
