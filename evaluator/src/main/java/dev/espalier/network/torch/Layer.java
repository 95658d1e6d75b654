package dev.espalier.network.torch;

import dev.espalier.architecture.Operation;
import dev.espalier.network.FloatArray;
import dev.espalier.network.Weights;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * A vertex ready to be computed.
 *
 * @param key the vertex's own
 * @param inputs positions of the vertices that it reads
 * @param parameters by name within the vertex, where a bank has them
 * @param own tensors by name that stand in front of the bank's: generated weights, statistics that were estimated
 * @param inPlace whether its result may overwrite its input, which nobody else reads
 */
record Layer(
        String key,
        Operation operation,
        int[] inputs,
        Map<String, SharedParameter> parameters,
        Map<String, Tensor> own,
        boolean inPlace) {

    Tensor tensor(String name) {
        Tensor first = own.get(name);
        return first != null
                ? first
                : Objects.requireNonNull(parameters.get(name), name).value();
    }

    /** The parameter of that name, or none. */
    TensorOptional optional(String name) {
        return own.containsKey(name) || parameters.containsKey(name)
                ? new TensorOptional(tensor(name))
                : new TensorOptional();
    }

    boolean normalizes() {
        return operation instanceof Operation.BatchNormalization;
    }

    /** Statistics of its own, as they are before anything was seen. */
    void ownStatistics() {
        keep("mean", torch.zeros_like(tensor("mean")));
        keep("variance", torch.ones_like(tensor("variance")));
    }

    /** Puts a tensor that outlives the scope in front of the bank's. */
    void keep(String name, Tensor tensor) {
        Tensor before = own.put(name, Tensors.kept(tensor));
        if (before != null) {
            before.releaseReference();
        }
    }

    /** Frees what it keeps of its own. */
    void forget() {
        own.values().forEach(Tensor::releaseReference);
        own.clear();
    }

    /** A copy of its numbers by key. */
    Map<String, FloatArray> arrays() {
        Map<String, FloatArray> arrays = new TreeMap<>();
        Set<String> names = new TreeSet<>(parameters.keySet());
        names.addAll(own.keySet());
        names.forEach(name -> arrays.put(Weights.key(key, name), Tensors.array(tensor(name))));
        return arrays;
    }
}
