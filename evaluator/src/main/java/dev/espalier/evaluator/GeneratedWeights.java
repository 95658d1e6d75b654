package dev.espalier.evaluator;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import dev.espalier.network.Hypernetwork;
import java.util.List;
import java.util.Optional;

/**
 * A graph hypernetwork that makes the weights of every architecture out of its graph (GHN, Zhang 2019) and is trained
 * through them. With the controller's draws among its steps a controller such as PPO proposes while the hypernetwork
 * learns on what it proposes: an adaptation of HyperPPO (Hegde 2023), where PPO trains the weights themselves.
 */
final class GeneratedWeights implements OneShotKind.Maker {
    private static final String WIDTH = "stateWidth";
    private static final String ROUNDS = "sweeps";
    private static final String HIDDEN = "hiddenUnits";

    static final Entry<Evaluators.Template> ENTRY = new OneShotKind(
                    "hypernetwork",
                    "A network that reads each candidate's graph makes its weights: generalises to graphs never trained.",
                    new SharedSettings.Defaults(1500, 200, 0.003),
                    List.of(
                            Setting.integer(WIDTH, 32, 4, 1024, "Numbers in the state of a block of the graph."),
                            Setting.integer(
                                    ROUNDS, 1, 0, 20, "Sweeps of messages over the graph, each forward and backward."),
                            Setting.integer(HIDDEN, 64, 4, 4096, "Units between a state and its weights.")),
                    Optional.of(new GeneratedWeights()))
            .entry();

    private GeneratedWeights() {}

    @Override
    public Hypernetwork hypernetwork(Settings settings) {
        return new Hypernetwork.Graph(settings.integer(WIDTH), settings.integer(ROUNDS), settings.integer(HIDDEN));
    }

    /** A few small operations for each array that is made and each level of the graph, and a product for the tiles. */
    @Override
    public double effort(Workload workload, Settings settings) {
        int vertices = workload.typical().vertices().size();
        return vertices * (1.2e-4 + 0.8e-4 * settings.integer(ROUNDS))
                + 2e-10 * settings.integer(HIDDEN) * workload.typical().cost().parameters();
    }
}
