package dev.espalier.controller;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Improper mixture of controllers (Zaki 2022, "Actor-critic based improper reinforcement learning", softmax policy
 * gradient): a softmax over base controllers decides which one proposes; its logits ascend
 * {@code (R - b) grad log pi(speaker)}, where R is standardised by running statistics and b, their moving average, moves
 * after it has been used. Every base is told every trial, but the notes of a proposal only if they are its own.
 */
final class Mixture implements Controller {
    static final Entry<Controllers.Template> ENTRY = new Entry<>(
            "mixture",
            "Learns which of several controllers should propose; all of them learn from every trial.",
            List.of(
                    Setting.text(
                            "controllers",
                            "local-search,regularized-evolution,predictor",
                            "Names of the base controllers, which take their defaults."),
                    Setting.real("learningRate", 0.1, 1e-6, 10, "Step size of the gradient."),
                    Setting.real("baselineDecay", 0.95, 0, 1, "Of the moving average subtracted from rewards.")),
            settings -> {
                Map<String, Controllers.Template> templates = templates(settings.text("controllers"));
                return context -> new Mixture(List.copyOf(templates.keySet()), bases(templates, context), settings);
            });

    /** In the notes of a proposal: the position of the base that spoke, from 0. */
    static final String SPEAKER = "speaker";

    private final List<String> names;
    private final List<Controller> bases;
    private final double learningRate;
    private final double decay;
    private final double[] logits;
    private final RunningReward rewards = new RunningReward();
    private double baseline;

    Mixture(List<String> names, List<Controller> bases, Settings settings) {
        this.names = names;
        this.bases = bases;
        this.learningRate = settings.real("learningRate");
        this.decay = settings.real("baselineDecay");
        this.logits = new double[bases.size()];
    }

    private static Map<String, Controllers.Template> templates(String names) {
        Map<String, Controllers.Template> templates = new LinkedHashMap<>();
        for (String each : names.split(",", -1)) {
            String name = each.strip();
            if (name.equals(ENTRY.name()) || templates.containsKey(name)) {
                throw new InvalidInputException(
                        "/controllers",
                        "The base '%s' must be another controller than a mixture, and be named once.".formatted(name));
            }
            try {
                templates.put(name, Controllers.catalog().make(name, Map.of()));
            } catch (InvalidInputException unknown) {
                throw new InvalidInputException("/controllers", String.valueOf(unknown.getMessage()), unknown);
            }
        }
        return templates;
    }

    private static List<Controller> bases(Map<String, Controllers.Template> templates, ControllerContext context) {
        List<Controller> bases = new ArrayList<>();
        templates.forEach((name, template) -> {
            try {
                bases.add(template.in(context.inner(name)));
            } catch (InvalidInputException misfit) {
                throw new InvalidInputException("/settings/controllers", String.valueOf(misfit.getMessage()), misfit);
            }
        });
        return bases;
    }

    /** Of each base, to be the next to speak. */
    double[] weights() {
        return Categorical.softmax(logits, Collections.nCopies(logits.length, true));
    }

    @Override
    public Proposal ask(int number, List<Proposal> pending, RandomGenerator random) {
        int speaker = Categorical.draw(weights(), random);
        Proposal proposal = bases.get(speaker).ask(number, heardBy(speaker, pending), random);
        Map<String, List<Double>> notes = new HashMap<>(proposal.notes());
        notes.put(SPEAKER, List.of((double) speaker));
        return new Proposal(proposal.decisions(), proposal.parent(), notes);
    }

    private List<Proposal> heardBy(int base, List<Proposal> pending) {
        return pending.stream().map(proposal -> heardBy(base, proposal)).toList();
    }

    private static Proposal heardBy(int base, Proposal proposal) {
        return speaker(proposal) == base ? proposal : new Proposal(proposal.decisions(), proposal.parent(), Map.of());
    }

    private static int speaker(Proposal proposal) {
        List<Double> noted = proposal.notes().get(SPEAKER);
        return noted == null ? -1 : noted.get(0).intValue();
    }

    @Override
    public void tell(Trial trial) {
        double told = rewards.tell(trial.outcome());
        double reward = rewards.standardized(told);
        int speaker = speaker(trial.proposal());
        if (speaker >= 0) {
            double[] weights = weights();
            for (int base = 0; base < weights.length; base++) {
                logits[base] += learningRate * (reward - baseline) * ((base == speaker ? 1 : 0) - weights[base]);
            }
            baseline = decay * baseline + (1 - decay) * reward;
        }
        for (int base = 0; base < bases.size(); base++) {
            bases.get(base)
                    .tell(new Trial(
                            trial.number(),
                            heardBy(base, trial.proposal()),
                            trial.architecture(),
                            trial.outcome(),
                            trial.sameAs()));
        }
    }

    /** Who is believed in, before what the most trusted base believes. */
    @Override
    public List<Belief> beliefs() {
        double[] weights = weights();
        Belief trust =
                new Belief("controller", names, Arrays.stream(weights).boxed().toList());
        return Stream.concat(Stream.of(trust), bases.get(Categorical.likeliest(weights)).beliefs().stream())
                .toList();
    }
}
