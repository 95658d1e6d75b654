package dev.espalier.network.torch;

import dev.espalier.architecture.Architecture;
import dev.espalier.network.Hypernetwork;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * The hypernetwork of SMASH (Brock 2017, section 3.3): a fully convolutional network over the picture of all layers'
 * memory access, so that the weights of a layer depend on those around it, and every layer's weights are a slice of
 * what it gives, normalised. Stem, classifier, reductions and normalisations are left to be trained directly.
 */
final class MemoryBankHypernetwork implements WeightGenerator {
    private final Hypernetwork.MemoryBank settings;

    MemoryBankHypernetwork(Hypernetwork.MemoryBank settings) {
        this.settings = settings;
    }

    @Override
    public Generation of(Architecture architecture) {
        MemoryMap map = MemoryMap.of(architecture);
        List<TileGroup> groups = TileGroup.of(architecture, map::shows, map::place);
        return new Generation() {
            @Override
            public boolean makes(int vertex) {
                return map.shows(vertex);
            }

            @Override
            public List<Made> make(Learned learned) {
                List<Made> made = new ArrayList<>();
                if (groups.isEmpty()) {
                    return made; // nothing reads a bank
                }
                Tensor states = states(map, learned);
                groups.forEach(group -> made.addAll(group.make(states, settings.hidden(), learned)));
                return made;
            }
        };
    }

    /** A row for each place of the map. */
    private Tensor states(MemoryMap map, Learned learned) {
        Tensor state = learned.constant(map.numbers(), 1, MemoryMap.CHANNELS, map.rows(), map.columns());
        int inputs = MemoryMap.CHANNELS;
        for (int i = 1; i <= settings.depth(); i++) {
            String key = "map" + i;
            state = torch.conv2d(
                            state,
                            learned.weight(key + "/weight", settings.channels(), inputs, 3, 3),
                            new TensorOptional(learned.zeros(key + "/bias", settings.channels())),
                            new long[] {1, 1},
                            new long[] {1, 1},
                            new long[] {1, 1},
                            1)
                    .relu();
            inputs = settings.channels();
        }
        return state.permute(0, 2, 3, 1).reshape((long) map.rows() * map.columns(), inputs);
    }
}
