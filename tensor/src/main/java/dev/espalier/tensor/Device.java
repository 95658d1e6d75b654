package dev.espalier.tensor;

import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;

/**
 * What computes.
 *
 * @param index of a GPU, from 0; -1 where there is only one of its type
 */
public record Device(DeviceType type, int index) {
    public static final Device CPU = new Device(DeviceType.CPU, -1);

    /** The GPU of that number, which computes in full single precision as the CPU does. */
    public static Device gpu(int index) {
        NativeLibrary.torch();
        torch.globalContext().setAllowTF32CuDNN(false);
        return new Device(DeviceType.CUDA, index);
    }

    /** GPUs that LibTorch finds in this process; none where it was built without CUDA. */
    public static int gpus() {
        NativeLibrary.torch();
        return torch.hasCUDA() && torch.cuda_is_available() ? torch.cuda_device_count() : 0;
    }

    /** LibTorch's own, freed with the scope. */
    public org.bytedeco.pytorch.Device torch() {
        return new org.bytedeco.pytorch.Device(type, (byte) index);
    }
}
