package dev.espalier.network.torch;

import dev.espalier.data.Examples;
import dev.espalier.network.FloatArray;
import dev.espalier.network.Precision;
import dev.espalier.tensor.Device;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Where an engine's numbers are, and how precisely its networks compute. Safe for many threads. */
final class Placement {
    static final Placement CPU = new Placement(Device.CPU, Precision.SINGLE);

    private final Device device;
    private final Precision precision;
    private final boolean here;
    private final ResidentParts parts;

    Placement(Device device, Precision precision) {
        this.device = device;
        this.precision = precision;
        this.here = device.equals(Device.CPU);
        this.parts = new ResidentParts(this);
    }

    /** A copy of these numbers, last dimension fastest. */
    Tensor of(float[] numbers, long... shape) {
        return put(Tensor.create(numbers, shape));
    }

    /** A parameter's numbers in the layout in which parameters are the fastest. */
    Tensor of(FloatArray array) {
        return put(Tensors.of(array));
    }

    /** The same numbers where the engine computes. */
    Tensor put(Tensor made) {
        return here ? made : made.to(device.torch(), made.scalar_type());
    }

    Tensor features(Examples batch) {
        return here || batch.origin() == null
                ? put(Tensors.features(batch))
                : Tensors.shaped(parts.features(batch.origin()), batch.shape());
    }

    Tensor targets(Examples batch) {
        return here || batch.origin() == null ? put(Tensors.targets(batch)) : parts.targets(batch.origin());
    }

    /** What each term of a loss counts; absent where all count the same. */
    Optional<Tensor> weights(Examples batch) {
        return Tensors.weights(batch).map(this::put);
    }

    /**
     * Computes in this precision; what comes out is in single precision whatever happened inside. Casts are not kept
     * between the uses of a weight: training changes weights behind LibTorch's back.
     */
    Tensor precisely(Supplier<Tensor> pass) {
        if (precision == Precision.SINGLE) {
            return pass.get();
        }
        torch.set_autocast_dtype(device.type(), ScalarType.BFloat16);
        torch.set_autocast_cache_enabled(false);
        torch.set_autocast_enabled(device.type(), true);
        try {
            return pass.get().to(ScalarType.Float);
        } finally {
            torch.set_autocast_enabled(device.type(), false);
        }
    }
}
