package dev.espalier.network.dl4j;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Parameter;
import dev.espalier.network.Bank;
import dev.espalier.network.EngineException;
import dev.espalier.network.FloatArray;
import dev.espalier.network.Initialization;
import dev.espalier.network.Loss;
import dev.espalier.network.Network;
import dev.espalier.network.Optimizer;
import dev.espalier.network.StoredName;
import dev.espalier.network.Weights;
import dev.espalier.trial.Seeds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Parameters by key and shape, in Java arrays that networks copy into DL4J before they compute. The map is guarded by
 * this bank, because networks that are made in parallel may begin parameters; the arrays are not guarded.
 */
final class Dl4jBank implements Bank {
    private static final String FIRST = "first";
    private static final String SECOND = "second";
    private static final String STEPS = "steps";

    private final Seeds seeds;
    private final Optimizer optimizer;
    private final Map<String, StoredParameter> parameters = new TreeMap<>();

    Dl4jBank(Seeds seeds, Optimizer optimizer) {
        this.seeds = seeds;
        this.optimizer = optimizer;
    }

    Optimizer optimizer() {
        return optimizer;
    }

    /** The parameter of that key and shape, begun where it was never asked for. */
    synchronized StoredParameter parameter(String key, Parameter described) {
        return parameters.computeIfAbsent(
                StoredName.of(key, described.shape()).text(),
                name -> new StoredParameter(Initialization.draw(seeds, key, described)));
    }

    @Override
    public Network network(Architecture architecture, Loss loss) {
        return Native.call(() -> new Dl4jNetwork(this, architecture, loss));
    }

    @Override
    public synchronized Weights weights() {
        Map<String, Integer> shapes = new HashMap<>();
        parameters.keySet().forEach(name -> shapes.merge(StoredName.parse(name).key(), 1, Integer::sum));
        Map<String, FloatArray> byKey = new TreeMap<>();
        parameters.forEach((name, parameter) -> {
            String key = StoredName.parse(name).key();
            byKey.put(Integer.valueOf(1).equals(shapes.get(key)) ? key : name, parameter.copy());
        });
        return new Weights(byKey);
    }

    @Override
    public synchronized Weights snapshot() {
        Map<String, FloatArray> byKey = new TreeMap<>();
        parameters.forEach((name, parameter) -> {
            byKey.put(name, parameter.copy());
            if (parameter.hasFirst()) {
                byKey.put(name + ":" + FIRST, parameter.array(parameter.first()));
            }
            if (parameter.hasSecond()) {
                byKey.put(name + ":" + SECOND, parameter.array(parameter.second()));
            }
            if (parameter.steps() > 0) {
                byKey.put(name + ":" + STEPS, new FloatArray(List.of(1), new float[] {parameter.steps()}));
            }
        });
        return new Weights(byKey);
    }

    @Override
    public synchronized void restore(Weights weights) {
        weights.byKey().forEach(this::restore);
    }

    private void restore(String name, FloatArray array) {
        StoredName stored = StoredName.parse(name, array.shape());
        StoredParameter parameter = parameters.computeIfAbsent(
                stored.text(),
                missing -> new StoredParameter(new FloatArray(
                        stored.shape(), new float[stored.shape().stream().reduce(1, Math::multiplyExact)])));
        switch (stored.slot()) {
            case "" -> overwrite(name, parameter.value(), array);
            case FIRST -> overwrite(name, parameter.first(), array);
            case SECOND -> overwrite(name, parameter.second(), array);
            case STEPS -> parameter.steps((int) array.values()[0]);
            default -> throw new EngineException("A snapshot holds the unknown state '%s'.".formatted(name), null);
        }
    }

    private static void overwrite(String name, float[] numbers, FloatArray array) {
        if (numbers.length != array.values().length) {
            throw new EngineException("An array of shape %s cannot replace '%s'.".formatted(array.shape(), name), null);
        }
        System.arraycopy(array.values(), 0, numbers, 0, numbers.length);
    }

    @Override
    public synchronized void close() {
        parameters.clear();
    }
}
