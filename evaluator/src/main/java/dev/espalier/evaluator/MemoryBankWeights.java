package dev.espalier.evaluator;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import dev.espalier.network.Hypernetwork;
import dev.espalier.network.MemoryAccess;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Seeds;
import java.util.List;
import java.util.Optional;

/**
 * One-shot search through hypernetworks (SMASH, Brock 2017): weights are made from what each layer reads of memory
 * banks and writes to them. For the space of memory banks, and for cells, whose nodes are banks.
 */
final class MemoryBankWeights implements OneShotKind.Maker {
    private static final String CHANNELS = "mapChannels";
    private static final String DEPTH = "mapDepth";
    private static final String HIDDEN = "hiddenUnits";
    private static final int DRAWS = 50;

    static final Entry<Evaluators.Template> ENTRY = new OneShotKind(
                    "smash",
                    "A network that reads which memory banks each layer reads and writes makes its weights.",
                    new SharedSettings.Defaults(1500, 200, 0.003),
                    List.of(
                            Setting.integer(CHANNELS, 32, 4, 1024, "Channels of the map within the hypernetwork."),
                            Setting.integer(DEPTH, 2, 1, 20, "Convolutions over the map."),
                            Setting.integer(HIDDEN, 64, 4, 4096, "Units between a place of the map and its weights.")),
                    Optional.of(new MemoryBankWeights()))
            .entry();

    private MemoryBankWeights() {}

    /** A few small operations for each convolution, and products for the map and the tiles. */
    @Override
    public double effort(Workload workload, Settings settings) {
        int vertices = workload.typical().vertices().size();
        int channels = settings.integer(CHANNELS);
        return vertices * (0.7e-4 + 1e-8 * settings.integer(DEPTH) * channels * channels)
                + 2e-10 * settings.integer(HIDDEN) * workload.typical().cost().parameters();
    }

    @Override
    public Hypernetwork hypernetwork(Settings settings) {
        return new Hypernetwork.MemoryBank(
                settings.integer(CHANNELS), settings.integer(DEPTH), settings.integer(HIDDEN));
    }

    @Override
    public void fits(SearchSpace space) {
        for (int i = 0; i < DRAWS; i++) {
            Decisions play = space.complete(Decisions.none(), new Seeds(0).stream("smash-fit", i));
            if (!MemoryAccess.of(space.decode(play)).isEmpty()) {
                return;
            }
        }
        throw new InvalidInputException(
                "/evaluator/name",
                "The evaluator 'smash' makes weights of memory access, which no vertex key of %d random architectures of this space tells. Maybe choose the space 'memory-bank' or 'cell', or the evaluator 'hypernetwork'."
                        .formatted(DRAWS));
    }
}
