package dev.espalier.network.torch;

import dev.espalier.architecture.Operation;
import dev.espalier.data.Examples;
import dev.espalier.network.FloatArray;
import dev.espalier.network.Loss;
import dev.espalier.network.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The layers of a plan, run forward to outputs or to a loss; where their numbers come from is not its concern. */
final class Computation {
    /** LibTorch's number of the reduction by the mean. */
    private static final long MEAN = 1;

    private final Plan plan;
    /** Those of the plan and what they are made of. */
    private final List<Layer> layers;

    private final Kernel kernel;
    private final Loss loss;
    private final Teachers teachers;
    private final Placement placement;

    /** What a layer computes of its inputs. */
    @FunctionalInterface
    interface Kernel {
        Tensor apply(Layer layer, Tensor[] inputs, Mode mode);
    }

    Computation(Plan plan, Loss loss, Placement placement) {
        this(plan, List.of(), Kernels::apply, loss, Teachers.NONE, placement);
    }

    /** @param inner layers that the kernel computes inside of those of the plan */
    Computation(Plan plan, List<Layer> inner, Kernel kernel, Loss loss, Teachers teachers, Placement placement) {
        this.plan = plan;
        this.layers = Stream.concat(plan.layers().stream(), inner.stream()).toList();
        this.kernel = kernel;
        this.loss = loss;
        this.teachers = teachers;
        this.placement = placement;
    }

    List<Layer> layers() {
        return layers;
    }

    /** Whether a step needs randomness. */
    boolean drops() {
        return layers.stream().anyMatch(layer -> layer.operation() instanceof Operation.Dropout);
    }

    Tensor forward(Tensor features, Mode mode) {
        return placement.precisely(() -> outputs(features, mode));
    }

    private Tensor outputs(Tensor features, Mode mode) {
        Tensor[] values = plan.run(features, mode, kernel);
        int[] outputs = plan.outputs();
        if (outputs.length == 1) {
            return values[outputs[0]];
        }
        Tensor[] results = IntStream.of(outputs).mapToObj(i -> values[i]).toArray(Tensor[]::new);
        return torch.cat(new TensorVector(results), 1);
    }

    Tensor loss(Examples batch, Mode mode) {
        return loss(placement.features(batch), placement.targets(batch), placement.weights(batch), mode);
    }

    /** @param weights what each term counts; absent where all count the same */
    Tensor loss(Tensor features, Tensor wanted, Optional<Tensor> weights, Mode mode) {
        Tensor predicted = forward(features, mode);
        return teachers.with(ofTargets(predicted, wanted, weights), loss, predicted, features);
    }

    private Tensor ofTargets(Tensor predicted, Tensor wanted, Optional<Tensor> weights) {
        return switch (loss) {
            case CROSS_ENTROPY ->
                torch.log_softmax(predicted, 1)
                        .mul(weights.map(wanted::mul).orElse(wanted))
                        .sum()
                        .div(new Scalar(-(double) wanted.size(0)));
            case BINARY_CROSS_ENTROPY ->
                weights.map(weight -> torch.binary_cross_entropy_with_logits(
                                predicted, wanted, new TensorOptional(weight), new TensorOptional(), MEAN))
                        .orElseGet(() -> torch.binary_cross_entropy_with_logits(predicted, wanted));
            case SQUARED_ERROR -> torch.mse_loss(predicted, wanted);
            case OUTPUT_SUM -> predicted.sum().div(new Scalar((double) wanted.size(0)));
        };
    }

    float[] outputs(Examples batch) {
        float[][] result = new float[1][];
        withoutGradients(() -> result[0] = Tensors.floats(forward(placement.features(batch), Mode.EVALUATION)));
        return result[0];
    }

    /** Gives every normalisation statistics of its own, the mean over these batches. */
    void estimateStatistics(List<Examples> batches) {
        layers.stream().filter(Layer::normalizes).forEach(Layer::ownStatistics);
        for (int i = 0; i < batches.size(); i++) {
            Examples batch = batches.get(i);
            Mode mode = new Mode(true, 1.0 / (i + 1), null); // a running mean of all batches
            // Each batch in its own scope: all together could outgrow the memory.
            Native.run(() -> withoutGradients(() -> forward(placement.features(batch), mode)));
        }
    }

    /** A copy of all numbers that the layers compute with, by key. */
    Weights weights() {
        Map<String, FloatArray> byKey = new TreeMap<>();
        layers.forEach(layer -> byKey.putAll(layer.arrays()));
        return new Weights(byKey);
    }

    /** Frees what the layers keep of their own. */
    void forget() {
        layers.forEach(Layer::forget);
    }

    /** Zero where the value does not depend on a parameter. */
    static List<Tensor> gradients(Tensor value, List<SharedParameter> parameters) {
        Tensor[] wanted = parameters.stream().map(SharedParameter::value).toArray(Tensor[]::new);
        if (wanted.length == 0) {
            return List.of();
        }
        TensorVector gradients = torch.grad(
                new TensorVector(value), new TensorVector(wanted), new TensorVector(), new BoolOptional(), false, true);
        List<Tensor> list = new ArrayList<>();
        for (int i = 0; i < wanted.length; i++) {
            Tensor gradient = gradients.get(i);
            list.add(gradient.defined() ? gradient : torch.zeros_like(wanted[i]));
        }
        return list;
    }

    /** The gradients of these parameters by their keys. */
    static Weights gradientWeights(Tensor value, List<SharedParameter> parameters) {
        List<Tensor> gradients = gradients(value, parameters);
        Map<String, FloatArray> byKey = new HashMap<>();
        for (int i = 0; i < gradients.size(); i++) {
            SharedParameter parameter = parameters.get(i);
            byKey.put(parameter.key(), Tensors.array(parameter.shape(), gradients.get(i)));
        }
        return new Weights(byKey);
    }

    static void withoutGradients(Runnable body) {
        try (AutoGradMode off = new AutoGradMode(false)) {
            body.run();
        }
    }
}
