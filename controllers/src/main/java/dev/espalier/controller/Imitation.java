package dev.espalier.controller;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import dev.espalier.tensor.Adam;
import dev.espalier.tensor.Optimizer;
import dev.espalier.tensor.Tensor;
import dev.espalier.tensor.Torch;
import dev.espalier.trial.EarlierSearches;
import dev.espalier.trial.Seeds;
import java.util.List;
import java.util.Optional;

/**
 * Warm start of a {@link HyperPolicy} (Fatemi 2016; HNPG, Zhou 2023): it first learns to play as the better plays of
 * earlier searches, each on its own task, by maximum likelihood. Then PPO improves it on the task at hand, and the same
 * likelihood remains part of the loss, with a weight that falls to 0 over the search. Without earlier searches it is plain
 * PPO.
 */
final class Imitation {
    private static final String EARLIER = "earlier";

    private final ControllerContext context;
    private final Settings settings;
    private final Seeds seeds;
    private final HyperPolicy policy;
    private final Demonstrations demonstrations;

    Imitation(ControllerContext context, Settings settings, HyperPolicy policy, Demonstrations demonstrations) {
        this.context = context;
        this.settings = settings;
        this.seeds = context.seeds().child("imitation");
        this.policy = policy;
        this.demonstrations = demonstrations;
    }

    static Setting[] settings() {
        return new Setting[] {
            Setting.document(
                    EARLIER,
                    List.of(
                            new Setting.Example("None", EarlierSearches.NONE.text()),
                            new Setting.Example("Searches of the history", "{\"searches\": [\"ID of a search\"]}")),
                    "Searches to learn from before the first trial; the server writes here what they have to teach."),
            Setting.integer("cloneSteps", 200, 0, 100_000, "Of imitation before the first trial."),
            Setting.integer("clonePlays", 64, 1, 10_000, "Earlier plays in one step."),
            Setting.real("cloneWeight", 0.1, 0, 100, "Of imitation in the loss at first; falls to 0.")
        };
    }

    /** @throws InvalidInputException where the document is none */
    static EarlierSearches earlier(Settings settings) {
        try {
            return EarlierSearches.read(settings.text(EARLIER));
        } catch (InvalidInputException refused) {
            throw refused.within("/" + EARLIER);
        }
    }

    /** Imitates before anything is told. */
    void start() {
        policy.register(demonstrations.plays());
        Optimizer optimizer = new Adam(policy.parameters(), settings.real("learningRate"), 1e-8);
        for (int step = 0; step < settings.integer("cloneSteps") && !demonstrations.isEmpty(); step++) {
            int number = step;
            Torch.run(() -> optimizer.step(policy.parameters().gradient(unlikelihood(0, number))));
        }
    }

    /** Part of the loss of a step of the update after that trial. */
    Optional<Tensor> term(int number, int step) {
        double weight = weight(number);
        return demonstrations.isEmpty() || weight == 0
                ? Optional.empty()
                : Optional.of(unlikelihood(number, step).times(weight));
    }

    double weight(int number) {
        return settings.real("cloneWeight") * Math.max(0, 1 - number / (double) context.trials());
    }

    /** The mean of {@code -log pi} over the choices of some demonstrations. */
    private Tensor unlikelihood(int number, int step) {
        Demonstrations drawn =
                demonstrations.drawn(settings.integer("clonePlays"), seeds.stream("plays", number, step));
        return policy.judge(drawn.plays(), drawn.tasks())
                .logProbabilities()
                .mean()
                .negative();
    }
}
