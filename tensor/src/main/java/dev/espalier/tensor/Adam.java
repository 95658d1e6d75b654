package dev.espalier.tensor;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;

/** Adam (Kingma 2015, algorithm 1), beta 0.9 and 0.999; each parameter counts its own steps. */
public final class Adam implements Optimizer {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;

    private final Parameters parameters;
    private final double learningRate;
    private final double epsilon;
    private final Map<String, Moments> moments = new TreeMap<>();

    private static final class Moments {
        private final Tensor first;
        private final Tensor second;
        private int steps;

        Moments(Tensor like) {
            first = new Tensor(torch.zeros_like(like.value)).keep();
            second = new Tensor(torch.zeros_like(like.value)).keep();
        }
    }

    public Adam(Parameters parameters, double learningRate, double epsilon) {
        this.parameters = parameters;
        this.learningRate = learningRate;
        this.epsilon = epsilon;
    }

    @Override
    public void step(SortedMap<String, Tensor> gradient) {
        Torch.infer(() -> {
            gradient.forEach(this::step);
            return true;
        });
    }

    private void step(String name, Tensor gradient) {
        Moments moment = moments.computeIfAbsent(name, unused -> new Moments(gradient));
        moment.steps++;
        double unbias1 = 1 - Math.pow(BETA1, moment.steps);
        double unbias2 = 1 - Math.pow(BETA2, moment.steps);
        org.bytedeco.pytorch.Tensor first = moment.first.value;
        org.bytedeco.pytorch.Tensor second = moment.second.value;
        first.mul_(new Scalar(BETA1));
        first.add_(gradient.value, new Scalar(1 - BETA1));
        second.mul_(new Scalar(BETA2));
        second.addcmul_(gradient.value, gradient.value, new Scalar(1 - BETA2));
        org.bytedeco.pytorch.Tensor deviation =
                second.div(new Scalar(unbias2)).sqrt().add(new Scalar(epsilon));
        parameters.get(name).value.addcdiv_(first, deviation, new Scalar(-learningRate / unbias1));
    }
}
