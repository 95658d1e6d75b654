package dev.espalier.network.torch;

import dev.espalier.architecture.Architecture;
import dev.espalier.network.Hypernetwork;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** A hypernetwork: makes the weights of any architecture out of what it has learned. Has no state of its own. */
interface WeightGenerator {
    /** What it does for one architecture, prepared once; refused architectures throw an EngineException. */
    Generation of(Architecture architecture);

    /** The making of one architecture's weights. */
    interface Generation {
        /** Whether it makes what that vertex owns; the rest is trained directly. */
        boolean makes(int vertex);

        /** The weights, with their history where gradients are recorded. */
        List<Made> make(Learned learned);
    }

    /**
     * One generated array.
     *
     * @param vertex position of its vertex in the architecture
     * @param name within the vertex
     */
    record Made(int vertex, String name, Tensor value) {}

    static WeightGenerator of(Hypernetwork hypernetwork) {
        if (hypernetwork instanceof Hypernetwork.MemoryBank bank) {
            return new MemoryBankHypernetwork(bank);
        }
        return new GraphHypernetwork((Hypernetwork.Graph) hypernetwork);
    }
}
