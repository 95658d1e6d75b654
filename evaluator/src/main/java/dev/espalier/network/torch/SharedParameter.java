package dev.espalier.network.torch;

import dev.espalier.network.FloatArray;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** One parameter of a bank with the state of its optimiser, which exists once the parameter has been trained. */
final class SharedParameter {
    private final List<Integer> shape;
    private final boolean trainable;
    private final Tensor value;
    private @Nullable Tensor first;
    private @Nullable Tensor second;
    private int steps;

    SharedParameter(FloatArray start, boolean trainable) {
        this.shape = start.shape();
        this.trainable = trainable;
        this.value = Tensors.kept(Tensors.of(start));
        value.set_requires_grad(trainable);
    }

    List<Integer> shape() {
        return shape;
    }

    boolean trainable() {
        return trainable;
    }

    /** Weights decay; biases, scales and shifts, which have one dimension, do not. */
    boolean decays() {
        return shape.size() > 1;
    }

    Tensor value() {
        return value;
    }

    /** Counts one more update and gives the number of updates including it. */
    int step() {
        return ++steps;
    }

    int steps() {
        return steps;
    }

    void steps(int steps) {
        this.steps = steps;
    }

    /** Running mean of the gradient, or the momentum. */
    Tensor first() {
        if (first == null) {
            first = Tensors.kept(torch.zeros_like(value));
        }
        return first;
    }

    /** Running mean of the squared gradient. */
    Tensor second() {
        if (second == null) {
            second = Tensors.kept(torch.zeros_like(value));
        }
        return second;
    }

    boolean hasFirst() {
        return first != null;
    }

    boolean hasSecond() {
        return second != null;
    }

    void close() {
        value.releaseReference();
        if (first != null) {
            first.releaseReference();
        }
        if (second != null) {
            second.releaseReference();
        }
    }
}
