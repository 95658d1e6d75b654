package dev.espalier.tensor;

import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;

/** What computes. */
public enum Device {
    CPU(DeviceType.CPU),
    CUDA(DeviceType.CUDA);

    private final DeviceType type;

    Device(DeviceType type) {
        this.type = type;
    }

    /** The best device that works in this process. */
    public static Device best() {
        NativeLibrary.torch();
        return torch.hasCUDA() && torch.cuda_is_available() ? CUDA : CPU;
    }

    org.bytedeco.pytorch.Device torch() {
        return new org.bytedeco.pytorch.Device(type, (byte) -1);
    }
}
