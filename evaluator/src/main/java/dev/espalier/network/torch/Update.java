package dev.espalier.network.torch;

import dev.espalier.network.Optimizer;
import dev.espalier.network.Step;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** One step of an optimiser on the parameters that took part; their state stays with them. Needs gradients off. */
final class Update {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private Update() {}

    static void apply(Optimizer optimizer, Step step, List<SharedParameter> parameters, List<Tensor> gradients) {
        clip(gradients, step.clip());
        for (int i = 0; i < parameters.size(); i++) {
            SharedParameter parameter = parameters.get(i);
            Tensor gradient = gradients.get(i);
            if (optimizer instanceof Optimizer.Adam adam) {
                adam(parameter, decayed(gradient, parameter, adam.weightDecay()), step.learningRate());
            } else if (optimizer instanceof Optimizer.Sgd sgd) {
                Tensor whole = decayed(gradient, parameter, sgd.weightDecay());
                nesterov(parameter, whole, sgd.momentum(), step.learningRate());
            }
        }
    }

    private static void clip(List<Tensor> gradients, double bound) {
        if (bound <= 0 || gradients.isEmpty()) {
            return;
        }
        double squares = 0;
        for (double norm : norms(gradients)) {
            squares += norm * norm;
        }
        double norm = Math.sqrt(squares);
        if (norm > bound) {
            gradients.forEach(gradient -> gradient.mul_(new Scalar(bound / norm)));
        }
    }

    /** Of each gradient; read all at once, because a GPU waits for every read. */
    private static float[] norms(List<Tensor> gradients) {
        Tensor[] norms = gradients.stream().map(Tensor::norm).toArray(Tensor[]::new);
        return Tensors.floats(torch.stack(new TensorVector(norms)));
    }

    private static Tensor decayed(Tensor gradient, SharedParameter parameter, double decay) {
        if (decay != 0 && parameter.decays()) {
            gradient.add_(parameter.value(), new Scalar(decay));
        }
        return gradient;
    }

    private static void adam(SharedParameter parameter, Tensor gradient, double learningRate) {
        int step = parameter.step();
        Tensor first = parameter.first();
        Tensor second = parameter.second();
        first.lerp_(gradient, new Scalar(1 - BETA1));
        second.mul_(new Scalar(BETA2));
        second.addcmul_(gradient, gradient, new Scalar(1 - BETA2));
        Tensor root = second.sqrt();
        root.mul_(new Scalar(1 / Math.sqrt(1 - Math.pow(BETA2, step))));
        root.add_(new Scalar(EPSILON));
        parameter.value().addcdiv_(first, root, new Scalar(-learningRate / (1 - Math.pow(BETA1, step))));
    }

    private static void nesterov(SharedParameter parameter, Tensor gradient, double momentum, double learningRate) {
        if (momentum != 0) {
            Tensor velocity = parameter.first();
            velocity.mul_(new Scalar(momentum));
            velocity.add_(gradient);
            gradient.add_(velocity, new Scalar(momentum));
        }
        parameter.value().add_(gradient, new Scalar(-learningRate));
    }
}
