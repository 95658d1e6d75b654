package dev.espalier.network.torch;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.data.Examples;
import dev.espalier.network.Loss;
import dev.espalier.network.Network;
import dev.espalier.network.Step;
import dev.espalier.network.Weights;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Layers over the tensors of a bank. */
class TorchNetwork implements Network {
    private final TorchBank bank;
    private final Computation computation;
    private final boolean drops;
    private final List<SharedParameter> trained;

    TorchNetwork(TorchBank bank, Architecture architecture, Loss loss) {
        this(bank, new Computation(Plan.of(architecture, bank::parameters), loss, bank.placement()));
    }

    TorchNetwork(TorchBank bank, Computation computation) {
        this.bank = bank;
        this.computation = computation;
        this.drops = computation.drops();
        Map<String, SharedParameter> byKey = new TreeMap<>();
        for (Layer layer : computation.layers()) {
            for (SharedParameter parameter : layer.parameters().values()) {
                if (parameter.trainable()) {
                    byKey.put(parameter.key(), parameter);
                }
            }
        }
        this.trained = List.copyOf(byKey.values());
    }

    @Override
    public double train(Examples batch, Step step) {
        return Native.call(() -> {
            computation.forget();
            Generator dropout = drops ? torch.make_generator_cpu(step.seed()) : null;
            Tensor value = computation.loss(batch, new Mode(true, Operation.BatchNormalization.MOMENTUM, dropout));
            double number = value.item_double();
            if (Double.isFinite(number)) {
                List<Tensor> gradients = Computation.gradients(value, trained);
                Computation.withoutGradients(() -> Update.apply(bank.optimizer(), step, trained, gradients));
            }
            return number;
        });
    }

    @Override
    public float[] outputs(Examples batch) {
        return Native.call(() -> computation.outputs(batch));
    }

    @Override
    public Weights gradient(Examples batch) {
        return Native.call(
                () -> Computation.gradientWeights(computation.loss(batch, new Mode(true, 0, null)), trained));
    }

    @Override
    public void estimateStatistics(List<Examples> batches) {
        Native.run(() -> {
            computation.forget();
            computation.estimateStatistics(batches);
        });
    }

    @Override
    public Weights weights() {
        return Native.call(computation::weights);
    }

    @Override
    public void close() {
        computation.forget();
    }
}
