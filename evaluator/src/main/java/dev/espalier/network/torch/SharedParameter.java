package dev.espalier.network.torch;

import dev.espalier.network.BankParameter;
import dev.espalier.network.FloatArray;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** One parameter of a bank in tensors that outlive every scope. */
final class SharedParameter extends BankParameter<Tensor> {
    private final boolean trainable;

    SharedParameter(String key, FloatArray start, boolean trainable) {
        super(key, start.shape(), Tensors.kept(Tensors.of(start)));
        this.trainable = trainable;
        value().set_requires_grad(trainable);
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
