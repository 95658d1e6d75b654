package dev.espalier.controller;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import dev.espalier.space.DecisionPoint;
import dev.espalier.trial.Controller;
import java.util.List;

/** The catalogue entry of REINFORCE with either of its policies. */
final class Reinforce {
    static final Entry<Controllers.Template> ENTRY = new Entry<>(
            "reinforce",
            "Policy gradient with a moving average of rewards as baseline (Williams 1992).",
            List.of(
                    Setting.choice("policy", "tabular", List.of("tabular"), "Independent probabilities per decision."),
                    Setting.real("learningRate", 0.05, 1e-6, 10, "Step size of Adam."),
                    Setting.integer("batch", 1, 1, 10_000, "Trials in one update."),
                    Setting.real("baselineDecay", 0.95, 0, 1, "Of the moving average that is subtracted from rewards."),
                    Setting.real("entropyWeight", 1e-4, 0, 10, "What staying undecided is worth.")),
            settings -> context -> tabular(context, settings));

    private Reinforce() {}

    private static Controller tabular(ControllerContext context, Settings settings) {
        List<DecisionPoint> points = context.space()
                .fixedDecisions()
                .orElseThrow(() -> new InvalidInputException(
                        "/settings/policy",
                        "The tabular policy needs a space with a fixed list of decisions; in this space they depend on"
                                + " the play. Maybe take the policy 'lstm'."));
        return new TabularReinforce(
                points,
                new TabularReinforce.Parameters(
                        settings.real("learningRate"),
                        settings.integer("batch"),
                        settings.real("baselineDecay"),
                        settings.real("entropyWeight")));
    }
}
