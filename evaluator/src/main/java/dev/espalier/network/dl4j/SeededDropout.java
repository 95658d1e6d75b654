package dev.espalier.network.dl4j;

import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A dropout whose masks come from the step's seed. */
final class SeededDropout implements IDropout {
    private static final long serialVersionUID = 1L;

    private final transient Masks masks;
    private final double rate;
    private transient @Nullable INDArray mask;

    SeededDropout(Masks masks, double rate) {
        this.masks = masks;
        this.rate = rate;
    }

    @Override
    public INDArray applyDropout(
            INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
        clear();
        float[] numbers = masks.draw(Math.toIntExact(input.length()), rate);
        if (numbers == null) {
            return input == result ? result : result.assign(input);
        }
        try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            mask = Nd4j.create(numbers, input.shape(), 'c');
        }
        return input.muli(mask, result);
    }

    @Override
    public INDArray backprop(INDArray output, INDArray input, int iteration, int epoch) {
        if (mask == null) {
            return output == input ? input : input.assign(output);
        }
        output.muli(mask, input);
        clear();
        return input;
    }

    @Override
    public void clear() {
        if (mask != null) {
            mask.close();
            mask = null;
        }
    }

    /** DL4J copies configurations: the copy draws from the same masks. */
    @Override
    @SuppressWarnings("MissingSuperCall")
    public IDropout clone() {
        return new SeededDropout(masks, rate);
    }
}
