package dev.espalier.network.torch;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Parameter;
import dev.espalier.network.Bank;
import dev.espalier.network.FloatArray;
import dev.espalier.network.Initialization;
import dev.espalier.network.Loss;
import dev.espalier.network.Network;
import dev.espalier.network.Optimizer;
import dev.espalier.network.StoredName;
import dev.espalier.network.Weights;
import dev.espalier.trial.Seeds;
import java.util.Map;
import java.util.TreeMap;

/**
 * Parameters by key and shape, under the name {@code key@8x3x3x3}. The map is guarded by this bank, because networks
 * that are made in parallel may begin parameters that were never trained; the tensors in it are not guarded.
 */
final class TorchBank implements Bank {
    private final Seeds seeds;
    private final Optimizer optimizer;
    private final Map<String, SharedParameter> parameters = new TreeMap<>();

    TorchBank(Seeds seeds, Optimizer optimizer) {
        this.seeds = seeds;
        this.optimizer = optimizer;
    }

    Optimizer optimizer() {
        return optimizer;
    }

    /** The parameter of that key and shape, begun where it was never asked for. */
    synchronized SharedParameter parameter(String key, Parameter described) {
        return parameters.computeIfAbsent(
                StoredName.of(key, described.shape()).text(),
                name -> new SharedParameter(Initialization.draw(seeds, key, described), described.trainable()));
    }

    @Override
    public Network network(Architecture architecture, Loss loss) {
        return Native.call(() -> new TorchNetwork(this, architecture, loss));
    }

    @Override
    public synchronized Weights weights() {
        return Native.call(() -> {
            Map<String, FloatArray> byKey = new TreeMap<>();
            parameters.forEach((name, parameter) -> byKey.put(shortest(name), value(parameter)));
            return new Weights(byKey);
        });
    }

    /** The plain key where one shape alone has it. */
    private String shortest(String name) {
        String key = StoredName.parse(name).key();
        long shapes = parameters.keySet().stream()
                .filter(other -> StoredName.parse(other).key().equals(key))
                .count();
        return shapes == 1 ? key : name;
    }

    @Override
    public synchronized Weights snapshot() {
        return Native.call(() -> {
            Map<String, FloatArray> byKey = new TreeMap<>();
            parameters.forEach((name, parameter) -> OptimizerState.write(name, parameter, byKey));
            parameters.forEach((name, parameter) -> byKey.put(name, value(parameter)));
            return new Weights(byKey);
        });
    }

    @Override
    public synchronized void restore(Weights weights) {
        Native.run(() -> weights.byKey().forEach(this::restore));
    }

    private void restore(String name, FloatArray array) {
        StoredName stored = StoredName.parse(name, array.shape());
        SharedParameter parameter = parameters.computeIfAbsent(
                stored.text(), missing -> new SharedParameter(zeros(stored), stored.trainable()));
        if (stored.slot().isEmpty()) {
            TorchNetwork.overwrite(parameter.value(), array);
        } else {
            OptimizerState.read(stored.slot(), parameter, array);
        }
    }

    private static FloatArray zeros(StoredName name) {
        int size = name.shape().stream().reduce(1, Math::multiplyExact);
        return new FloatArray(name.shape(), new float[size]);
    }

    private static FloatArray value(SharedParameter parameter) {
        return Tensors.array(parameter.shape(), parameter.value());
    }

    @Override
    public synchronized void close() {
        parameters.values().forEach(SharedParameter::close);
        parameters.clear();
    }
}
