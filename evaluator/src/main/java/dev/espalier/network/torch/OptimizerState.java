package dev.espalier.network.torch;

import dev.espalier.network.EngineException;
import dev.espalier.network.FloatArray;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** The optimiser's state in a snapshot. */
final class OptimizerState {
    private static final String FIRST = "first";
    private static final String SECOND = "second";
    private static final String STEPS = "steps";

    private OptimizerState() {}

    static void write(String name, SharedParameter parameter, Map<String, FloatArray> into) {
        if (parameter.hasFirst()) {
            into.put(name + ":" + FIRST, array(parameter, parameter.first()));
        }
        if (parameter.hasSecond()) {
            into.put(name + ":" + SECOND, array(parameter, parameter.second()));
        }
        if (parameter.steps() > 0) {
            into.put(name + ":" + STEPS, new FloatArray(List.of(1), new float[] {parameter.steps()}));
        }
    }

    static void read(String slot, SharedParameter parameter, FloatArray array) {
        switch (slot) {
            case FIRST -> TorchNetwork.overwrite(parameter.first(), array);
            case SECOND -> TorchNetwork.overwrite(parameter.second(), array);
            case STEPS -> parameter.steps((int) array.values()[0]);
            default -> throw new EngineException("A snapshot holds the unknown state '%s'.".formatted(slot), null);
        }
    }

    private static FloatArray array(SharedParameter parameter, Tensor tensor) {
        return Tensors.array(parameter.shape(), tensor);
    }
}
