package dev.espalier.network.torch;

import dev.espalier.data.Examples;
import dev.espalier.network.Loss;
import dev.espalier.network.MixedNetwork;
import dev.espalier.network.Mixture;
import dev.espalier.network.Vote;
import java.util.Arrays;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** A supernet over the tensors of a bank. */
final class TorchMixedNetwork extends TorchNetwork implements MixedNetwork {
    private final Computation computation;
    private final MixedKernel kernel;
    private final int options;

    TorchMixedNetwork(TorchBank bank, MixedPlan plan, Loss loss, Vote vote) {
        this(bank, plan, new MixedKernel(plan, bank.placement()), loss, Teachers.of(vote));
    }

    private TorchMixedNetwork(TorchBank bank, MixedPlan plan, MixedKernel kernel, Loss loss, Teachers teachers) {
        this(bank, new Computation(plan.outer(), plan.inner(), kernel, loss, teachers, bank.placement()), kernel, plan);
    }

    private TorchMixedNetwork(TorchBank bank, Computation computation, MixedKernel kernel, MixedPlan plan) {
        super(bank, computation);
        this.computation = computation;
        this.kernel = kernel;
        this.options = plan.supernet().operations().size();
    }

    Computation computation() {
        return computation;
    }

    @Override
    public Mixture slopes(Examples batch) {
        return Native.call(() -> {
            kernel.record(true);
            try {
                TensorVector mixture = kernel.mixture();
                TensorVector gradients = torch.grad(
                        new TensorVector(computation.loss(batch, new Mode(true, 0, null))),
                        mixture,
                        new TensorVector(),
                        new BoolOptional(),
                        false,
                        true);
                return new Mixture(
                        rows(numbers(gradients.get(0), mixture.get(0))), numbers(gradients.get(1), mixture.get(1)));
            } finally {
                kernel.record(false);
            }
        });
    }

    private static double[] numbers(Tensor gradient, Tensor wanted) {
        float[] floats = Tensors.floats(gradient.defined() ? gradient : torch.zeros_like(wanted));
        double[] numbers = new double[floats.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = floats[i];
        }
        return numbers;
    }

    private double[][] rows(double[] numbers) {
        double[][] rows = new double[numbers.length / options][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(numbers, i * options, (i + 1) * options);
        }
        return rows;
    }

    @Override
    public void close() {
        super.close();
        kernel.close();
    }
}
