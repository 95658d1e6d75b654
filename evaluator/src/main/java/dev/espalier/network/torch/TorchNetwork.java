package dev.espalier.network.torch;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.data.Examples;
import dev.espalier.network.FloatArray;
import dev.espalier.network.Loss;
import dev.espalier.network.Network;
import dev.espalier.network.Step;
import dev.espalier.network.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Layers over the tensors of a bank. */
final class TorchNetwork implements Network {
    /** LibTorch's number of the reduction by the mean. */
    private static final long MEAN = 1;

    private final TorchBank bank;
    private final List<Layer> layers;
    private final int[] outputs;
    private final Loss loss;
    private final boolean drops;
    private final Map<String, SharedParameter> trained = new TreeMap<>();

    TorchNetwork(TorchBank bank, Architecture architecture, Loss loss) {
        this.bank = bank;
        Plan plan = Plan.of(architecture, bank);
        this.layers = plan.layers();
        this.outputs = plan.outputs();
        this.loss = loss;
        this.drops = layers.stream().anyMatch(layer -> layer.operation() instanceof Operation.Dropout);
        for (Layer layer : layers) {
            for (SharedParameter parameter : layer.parameters().values()) {
                if (parameter.trainable()) {
                    trained.put(parameter.key(), parameter);
                }
            }
        }
    }

    @Override
    public double train(Examples batch, Step step) {
        return Native.call(() -> {
            forgetStatistics();
            Generator dropout = drops ? torch.make_generator_cpu(step.seed()) : null;
            Tensor value = loss(batch, new Mode(true, Operation.BatchNormalization.MOMENTUM, dropout));
            double number = value.item_double();
            if (Double.isFinite(number) && !trained.isEmpty()) {
                List<SharedParameter> parameters = List.copyOf(trained.values());
                List<Tensor> gradients = gradients(value, parameters);
                withoutGradients(() -> Update.apply(bank.optimizer(), step, parameters, gradients));
            }
            return number;
        });
    }

    @Override
    public float[] outputs(Examples batch) {
        return Native.call(() -> {
            float[][] result = new float[1][];
            withoutGradients(() -> result[0] = Tensors.floats(forward(batch, Mode.EVALUATION)));
            return result[0];
        });
    }

    @Override
    public Weights gradient(Examples batch) {
        return Native.call(() -> {
            Tensor value = loss(batch, new Mode(true, 0, null));
            List<SharedParameter> parameters = List.copyOf(trained.values());
            List<Tensor> gradients = trained.isEmpty() ? List.of() : gradients(value, parameters);
            Map<String, FloatArray> byKey = new TreeMap<>();
            List<String> keys = List.copyOf(trained.keySet());
            IntStream.range(0, keys.size())
                    .forEach(i -> byKey.put(
                            keys.get(i), Tensors.array(parameters.get(i).shape(), gradients.get(i))));
            return new Weights(byKey);
        });
    }

    @Override
    public void estimateStatistics(List<Examples> batches) {
        Native.run(() -> {
            forgetStatistics();
            layers.stream().filter(Layer::normalizes).forEach(TorchNetwork::ownStatistics);
            for (int i = 0; i < batches.size(); i++) {
                Examples batch = batches.get(i);
                Mode mode = new Mode(true, 1.0 / (i + 1), null); // a running mean of all batches
                // Each batch in its own scope: all together could outgrow the memory.
                Native.run(() -> withoutGradients(() -> forward(batch, mode)));
            }
        });
    }

    @Override
    public Weights weights() {
        return Native.call(() -> {
            Map<String, FloatArray> byKey = new TreeMap<>();
            for (Layer layer : layers) {
                layer.parameters()
                        .forEach((name, parameter) ->
                                byKey.put(parameter.key(), Tensors.array(parameter.shape(), layer.tensor(name))));
            }
            return new Weights(byKey);
        });
    }

    @Override
    public void close() {
        forgetStatistics();
    }

    private static void ownStatistics(Layer layer) {
        for (String name : List.of("mean", "variance")) {
            layer.statistics().put(name, Tensors.kept(torch.zeros_like(layer.tensor(name))));
        }
    }

    private void forgetStatistics() {
        for (Layer layer : layers) {
            layer.statistics().values().forEach(Tensor::releaseReference);
            layer.statistics().clear();
        }
    }

    private Tensor forward(Examples batch, Mode mode) {
        Tensor[] values = new Tensor[layers.size()];
        for (int i = 0; i < values.length; i++) {
            Layer layer = layers.get(i);
            int[] from = layer.inputs();
            Tensor[] inputs = new Tensor[Math.max(1, from.length)];
            for (int j = 0; j < from.length; j++) {
                inputs[j] = values[from[j]];
            }
            values[i] = from.length == 0 ? Tensors.features(batch) : Kernels.apply(layer, inputs, mode);
        }
        if (outputs.length == 1) {
            return values[outputs[0]];
        }
        Tensor[] results = IntStream.of(outputs).mapToObj(i -> values[i]).toArray(Tensor[]::new);
        return torch.cat(new TensorVector(results), 1);
    }

    private Tensor loss(Examples batch, Mode mode) {
        Tensor predicted = forward(batch, mode);
        Tensor wanted = Tensors.targets(batch);
        Optional<Tensor> weights = Tensors.weights(batch);
        return switch (loss) {
            case CROSS_ENTROPY ->
                torch.log_softmax(predicted, 1)
                        .mul(weights.map(wanted::mul).orElse(wanted))
                        .sum()
                        .div(new Scalar(-(double) batch.size()));
            case BINARY_CROSS_ENTROPY ->
                weights.map(weight -> torch.binary_cross_entropy_with_logits(
                                predicted, wanted, new TensorOptional(weight), new TensorOptional(), MEAN))
                        .orElseGet(() -> torch.binary_cross_entropy_with_logits(predicted, wanted));
            case SQUARED_ERROR -> torch.mse_loss(predicted, wanted);
            case OUTPUT_SUM -> predicted.sum().div(new Scalar((double) batch.size()));
        };
    }

    private static List<Tensor> gradients(Tensor value, List<SharedParameter> parameters) {
        Tensor[] wanted = parameters.stream().map(SharedParameter::value).toArray(Tensor[]::new);
        TensorVector gradients = torch.grad(
                new TensorVector(value), new TensorVector(wanted), new TensorVector(), new BoolOptional(), false, true);
        List<Tensor> list = new ArrayList<>();
        for (int i = 0; i < wanted.length; i++) {
            Tensor gradient = gradients.get(i);
            list.add(gradient.defined() ? gradient : torch.zeros_like(wanted[i]));
        }
        return list;
    }

    static void withoutGradients(Runnable body) {
        try (AutoGradMode off = new AutoGradMode(false)) {
            body.run();
        }
    }
}
