package dev.espalier.network.torch;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * Computes the layers of a supernet. Where operations see a part of the channels alone, the others bypass them and all
 * channels are shuffled, so that the next edge's operations see others (PC-DARTS, Xu 2020, equation 2).
 */
final class MixedKernel implements Computation.Kernel, AutoCloseable {
    private final MixedPlan plan;
    private final int options;
    /** Of each operation of each edge, edge after edge. */
    private final Tensor operations;

    private final Tensor edges;

    MixedKernel(MixedPlan plan, Placement placement) {
        this.plan = plan;
        this.options = plan.supernet().operations().size();
        this.operations = leaf(
                Arrays.stream(plan.mixture().operations())
                        .flatMapToDouble(Arrays::stream)
                        .toArray(),
                placement);
        this.edges = leaf(plan.mixture().edges(), placement);
    }

    private static Tensor leaf(double[] values, Placement placement) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return Tensors.kept(placement.of(floats, floats.length));
    }

    /** The numbers of the mixture, which gradients may flow to: those of all operations, then those of the edges. */
    TensorVector mixture() {
        return new TensorVector(operations, edges);
    }

    /** Whether computations record what gradients of the mixture need. */
    void record(boolean wanted) {
        operations.set_requires_grad(wanted);
        edges.set_requires_grad(wanted);
    }

    @Override
    public void close() {
        operations.releaseReference();
        edges.releaseReference();
    }

    @Override
    public Tensor apply(Layer layer, Tensor[] inputs, Mode mode) {
        MixedPlan.Spot spot = plan.spots().get(layer);
        if (spot == null) {
            return Kernels.apply(layer, inputs, mode);
        }
        int share = plan.supernet().share();
        if (share == 1) {
            return mix(spot, layer, inputs, mode);
        }
        Tensor x = inputs[0];
        if (plan.mixture().edges()[spot.edge()] == 0) {
            return zeros(layer, inputs, mode);
        }
        long channels = x.size(1);
        long part = channels / share;
        Tensor mixed = mix(spot, layer, new Tensor[] {x.narrow(1, 0, part)}, mode);
        Tensor rest = Kernels.apply(layer, new Tensor[] {x.narrow(1, part, channels - part)}, mode);
        Tensor all = torch.cat(new TensorVector(mixed, rest), 1);
        return shuffled(all, share).mul(edges.select(0, spot.edge()));
    }

    private Tensor mix(MixedPlan.Spot spot, Layer layer, Tensor[] inputs, Mode mode) {
        if (spot.branches().isEmpty()) {
            return zeros(layer, inputs, mode);
        }
        Tensor[] weighed = new Tensor[spot.branches().size()];
        for (int i = 0; i < weighed.length; i++) {
            MixedPlan.Branch branch = spot.branches().get(i);
            Tensor x = inputs[inputs.length == 1 ? 0 : branch.operation()];
            Tensor[] values = branch.plan().run(x, mode, Kernels::apply);
            Tensor weight = operations.select(0, (long) spot.edge() * options + branch.operation());
            weighed[i] = values[branch.plan().outputs()[0]].mul(weight);
        }
        return Kernels.sum(weighed);
    }

    /** Zeros in the shape of what the layer gives. */
    private static Tensor zeros(Layer layer, Tensor[] inputs, Mode mode) {
        Tensor[] detached = Arrays.stream(inputs).map(Tensor::detach).toArray(Tensor[]::new);
        return torch.zeros_like(Kernels.apply(layer, detached, mode));
    }

    /** Channels that lay so many apart lie side by side. */
    private static Tensor shuffled(Tensor x, int groups) {
        Tensor last = x.contiguous(MemoryFormat.ChannelsLast).permute(0, 2, 3, 1);
        long channels = x.size(1);
        return last.reshape(x.size(0), x.size(2), x.size(3), groups, channels / groups)
                .transpose(3, 4)
                .reshape(x.size(0), x.size(2), x.size(3), channels)
                .permute(0, 3, 1, 2);
    }
}
