package dev.espalier.controller;

import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import java.util.ArrayList;
import java.util.List;

/** Settings of every algorithm with a {@link RecurrentPolicy}. */
final class PolicySettings {
    private static final int HIDDEN = 64;

    private PolicySettings() {}

    /** The common settings with these defaults, then those of the algorithm. */
    static List<Setting> with(double learningRate, int batch, double entropyWeight, Setting... own) {
        return with(HIDDEN, learningRate, batch, entropyWeight, own);
    }

    static List<Setting> with(int hidden, double learningRate, int batch, double entropyWeight, Setting... own) {
        List<Setting> settings = new ArrayList<>(List.of(
                Setting.real("learningRate", learningRate, 1e-6, 10, "Step size of Adam."),
                Setting.integer("batch", batch, 1, 10_000, "Trials in one update."),
                Setting.real("entropyWeight", entropyWeight, 0, 10, "What staying undecided is worth.")));
        settings.addAll(form(hidden));
        settings.add(Setting.real(
                "noveltyBonus",
                0,
                0,
                100,
                "What a new play is worth, beside a reward of equal standing (Burda 2018)."));
        settings.addAll(List.of(own));
        return settings;
    }

    /** Those of the network alone. */
    static List<Setting> form(int hidden) {
        return List.of(
                Setting.integer("hidden", hidden, 1, 1024, "Width of the policy's memory."),
                Setting.real("temperature", 5, 0.01, 1000, "Divides the logits: higher explores longer."),
                Setting.real("squash", 2.5, 0.01, 100, "Bound of the logits: lower never decides fully."));
    }

    /** Settings of a critic, then those of the algorithm. */
    static Setting[] critic(Setting... own) {
        List<Setting> settings = new ArrayList<>(List.of(
                Setting.real("lambda", 0.95, 0, 1, "Of the generalised advantage: 1 trusts rewards, 0 trusts values."),
                Setting.real("valueWeight", 0.5, 0, 100, "Of the value's error in the loss."),
                Setting.real("gradientClip", 0.5, 1e-6, 1e6, "Bound on the norm of the gradient.")));
        settings.addAll(List.of(own));
        return settings.toArray(Setting[]::new);
    }

    /** Of a policy and an algorithm with all these settings. */
    static PolicyController controller(
            ControllerContext context, Settings settings, Policy policy, PolicyController.Update update) {
        double bonus = settings.real("noveltyBonus");
        PolicyController.Update seeking = bonus == 0
                ? update
                : new NoveltyBonus(
                        update, new RandomDistillation(context.seeds().child("novelty")), bonus);
        return new PolicyController(context, policy, seeking, settings.integer("batch"));
    }

    static RecurrentPolicy policy(ControllerContext context, Settings settings) {
        return new RecurrentPolicy(context.seeds().child("policy"), form(settings));
    }

    static RecurrentPolicy.Form form(Settings settings) {
        return new RecurrentPolicy.Form(
                settings.integer("hidden"), settings.real("temperature"), settings.real("squash"));
    }
}
