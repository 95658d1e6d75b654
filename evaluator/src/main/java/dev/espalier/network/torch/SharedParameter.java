package dev.espalier.network.torch;

import dev.espalier.network.BankParameter;
import dev.espalier.network.BankParameters;
import dev.espalier.network.FloatArray;
import dev.espalier.trial.Seeds;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** One parameter of a bank in tensors that outlive every scope. */
final class SharedParameter extends BankParameter<Tensor> {
    private final boolean trainable;

    SharedParameter(String key, FloatArray start, boolean trainable, Placement placement) {
        super(key, start.shape(), Tensors.kept(placement.of(start)));
        this.trainable = trainable;
        value().set_requires_grad(trainable);
    }

    /** The parameters of a bank whose numbers are there. */
    static BankParameters<SharedParameter> bank(Seeds seeds, Placement placement) {
        return new BankParameters<>(
                seeds, (key, start, trainable) -> new SharedParameter(key, start, trainable, placement));
    }

    boolean trainable() {
        return trainable;
    }

    @Override
    protected Tensor zeros() {
        return Tensors.kept(torch.zeros_like(value()));
    }

    @Override
    protected float[] copy(Tensor numbers) {
        return Tensors.floats(numbers);
    }

    @Override
    protected void overwrite(Tensor numbers, FloatArray others) {
        Computation.withoutGradients(() -> numbers.copy_(Tensors.of(others)));
    }

    @Override
    protected void free(Tensor numbers) {
        numbers.releaseReference();
    }
}
