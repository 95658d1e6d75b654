package dev.espalier.tensor;

import java.util.SortedMap;
import org.bytedeco.pytorch.Scalar;

/** Plain gradient descent. */
public record Sgd(Parameters parameters, double learningRate) implements Optimizer {
    @Override
    public void step(SortedMap<String, Tensor> gradient) {
        Torch.infer(() -> {
            gradient.forEach((name, part) -> parameters.get(name).value.add_(part.value, new Scalar(-learningRate)));
            return true;
        });
    }
}
