package dev.espalier.network.torch;

import dev.espalier.architecture.Architecture;
import dev.espalier.network.Hypernetwork;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The graph hypernetwork of Zhang (2019): states of blocks are updated by one recurrent unit (GRU) with the sum of
 * their neighbours' messages (equations 4 to 6), level by level from the input to the output and back, and perceptrons
 * turn the states into weights (equation 7). What tells the vertices of one block apart are their own features.
 */
final class GraphHypernetwork implements WeightGenerator {
    private final Hypernetwork.Graph settings;

    GraphHypernetwork(Hypernetwork.Graph settings) {
        this.settings = settings;
    }

    @Override
    public Generation of(Architecture architecture) {
        BlockGraph graph = BlockGraph.of(architecture);
        List<TileGroup> groups =
                TileGroup.of(architecture, vertex -> true, (vertex, down, across) -> graph.rows()[vertex]);
        return new Generation() {
            @Override
            public boolean makes(int vertex) {
                return true;
            }

            @Override
            public List<Made> make(Learned learned) {
                List<Made> made = new ArrayList<>();
                if (groups.isEmpty()) {
                    return made; // nothing depends on anything
                }
                Tensor states = states(graph, learned);
                groups.forEach(group -> made.addAll(group.make(states, settings.hidden(), learned)));
                return made;
            }
        };
    }

    /** A row for each block. */
    private Tensor states(BlockGraph graph, Learned learned) {
        Tensor states = learned.linear("embedding", constant(graph.features(), learned), settings.width());
        Passing passing = Passing.of(settings.width(), learned);
        Tensor forward = constant(graph.edges(), learned);
        Tensor backward = forward.t();
        for (int round = 0; round < settings.rounds(); round++) {
            states = sweep(graph, states, forward, true, passing);
            states = sweep(graph, states, backward, false, passing);
        }
        return states;
    }

    /** One pass over the levels; each hears of those that the pass has been at. */
    private static Tensor sweep(BlockGraph graph, Tensor states, Tensor edges, boolean ascending, Passing passing) {
        int[] levels = graph.levels();
        int last = levels.length - 2;
        List<Tensor> updated = new ArrayList<>();
        List<Tensor> messages = new ArrayList<>();
        for (int i = 0; i <= last; i++) {
            int level = ascending ? i : last - i;
            int from = levels[level];
            int to = levels[level + 1];
            Tensor state = states.narrow(0, from, to - from);
            if (i > 0) {
                int heard = ascending ? 0 : to;
                int many = ascending ? from : graph.size() - to;
                Tensor incoming = edges.narrow(0, from, to - from).narrow(1, heard, many);
                state = passing.updated(state, incoming.matmul(cat(messages)));
            }
            // In the order of rows, whichever way the pass goes.
            updated.add(ascending ? i : 0, state);
            messages.add(ascending ? i : 0, passing.message(state));
        }
        return cat(updated);
    }

    private static Tensor constant(float[][] rows, Learned learned) {
        int columns = rows[0].length;
        float[] flat = new float[rows.length * columns];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * columns, columns);
        }
        return learned.constant(flat, rows.length, columns);
    }

    private static Tensor cat(List<Tensor> parts) {
        return parts.size() == 1 ? parts.get(0) : torch.cat(new TensorVector(parts.toArray(Tensor[]::new)), 0);
    }
}
