package dev.espalier.network.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Places of the parameters in the one flat vector that DL4J keeps for a network. */
final class FlatLayout {
    /** One parameter's first place, and the place of every number behind it; empty for consecutive ones. */
    private record Range(Slot slot, int offset, int[] places) {}

    private final List<Range> ranges = new ArrayList<>();
    private final int length;

    /** Of a network that is initialised. */
    FlatLayout(ComputationGraph graph, List<Slot> slots) {
        for (Slot slot : slots) {
            long offset =
                    graph.getLayer(slot.vertex()).getParam(slot.parameter()).offset();
            ranges.add(new Range(slot, Math.toIntExact(offset), slot.places()));
        }
        length = Math.toIntExact(graph.numParams());
    }

    /** Numbers in the flat vector. */
    int length() {
        return length;
    }

    /** Number of parameters, in the order of the slots. */
    int count() {
        return ranges.size();
    }

    Slot slot(int index) {
        return ranges.get(index).slot();
    }

    /** Copies our array of that slot into the flat vector. */
    void write(int index, float[] ours, float[] flat) {
        Range range = ranges.get(index);
        if (range.places().length == 0) {
            System.arraycopy(ours, 0, flat, range.offset(), ours.length);
            return;
        }
        for (int i = 0; i < ours.length; i++) {
            flat[range.offset() + range.places()[i]] = ours[i];
        }
    }

    /** Our array of that slot out of the flat vector; zeros that stand for a dilation are not read. */
    float[] read(int index, float[] flat) {
        Range range = ranges.get(index);
        float[] ours = new float[range.slot().size()];
        if (range.places().length == 0) {
            System.arraycopy(flat, range.offset(), ours, 0, ours.length);
            return ours;
        }
        for (int i = 0; i < ours.length; i++) {
            ours[i] = flat[range.offset() + range.places()[i]];
        }
        return ours;
    }
}
