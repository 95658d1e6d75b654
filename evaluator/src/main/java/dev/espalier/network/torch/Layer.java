package dev.espalier.network.torch;

import dev.espalier.architecture.Operation;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/**
 * A vertex ready to be computed.
 *
 * @param inputs positions of the vertices that it reads
 * @param parameters by name within the vertex
 * @param statistics its own running statistics by name, which stand in front of the bank's; changed by estimation
 * @param inPlace whether its result may overwrite its input, which nobody else reads
 */
record Layer(
        Operation operation,
        int[] inputs,
        Map<String, SharedParameter> parameters,
        Map<String, Tensor> statistics,
        boolean inPlace) {

    Tensor tensor(String name) {
        Tensor own = statistics.get(name);
        return own != null
                ? own
                : Objects.requireNonNull(parameters.get(name), name).value();
    }

    /** The parameter of that name, or none. */
    TensorOptional optional(String name) {
        return parameters.containsKey(name) ? new TensorOptional(tensor(name)) : new TensorOptional();
    }

    boolean normalizes() {
        return operation instanceof Operation.BatchNormalization;
    }
}
