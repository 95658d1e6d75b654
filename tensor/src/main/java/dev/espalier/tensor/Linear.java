package dev.espalier.tensor;

import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** {@code x W' + b} with W: outputs x inputs. */
public record Linear(Tensor weight, Tensor bias) {
    /** Starts evenly in {@code +-1/sqrt(inputs)}, bias 0. */
    public static Linear create(Parameters parameters, String name, long inputs, long outputs, Randomness randomness) {
        double bound = 1 / Math.sqrt(inputs);
        return new Linear(
                parameters.add(name + "/weight", randomness.uniform(-bound, bound, outputs, inputs)),
                parameters.add(name + "/bias", Tensor.zeros(outputs)));
    }

    /** Starts as zero, so that what it gives is 0 whatever comes in. */
    public static Linear zero(Parameters parameters, String name, long inputs, long outputs) {
        return new Linear(
                parameters.add(name + "/weight", Tensor.zeros(outputs, inputs)),
                parameters.add(name + "/bias", Tensor.zeros(outputs)));
    }

    /** Rows of inputs to rows of outputs. */
    public Tensor apply(Tensor input) {
        return new Tensor(torch.linear(input.value, weight.value, new TensorOptional(bias.value)));
    }
}
