package dev.espalier.network;

import dev.espalier.catalog.InvalidInputException;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The device that a search asks for.
 *
 * @param name {@code auto} (the first GPU where there is one, else the CPU), {@code cpu}, or {@code cuda:N} for the GPU
 *     of that number
 */
public record DeviceChoice(String name) {
    public static final DeviceChoice AUTO = new DeviceChoice("auto");
    public static final DeviceChoice CPU = new DeviceChoice("cpu");

    private static final Pattern GPU = Pattern.compile("cuda:([0-9]{1,2})");
    /** A file of each engine's build for GPUs. */
    private static final Map<String, String> BUILDS = Map.of(
            "torch", "org/bytedeco/pytorch/linux-x86_64-gpu/libjnitorch.so",
            "dl4j", "org/nd4j/linalg/jcublas/JCublasBackend.class");

    /** @throws InvalidInputException where the name is none of these */
    public DeviceChoice {
        if (!name.equals("auto") && !name.equals("cpu") && !GPU.matcher(name).matches()) {
            throw new InvalidInputException(
                    "",
                    "The device '%s' must be 'auto', 'cpu' or 'cuda:N' with the number of a GPU, such as 'cuda:0'."
                            .formatted(name));
        }
    }

    /**
     * The GPU to take, or none for the CPU.
     *
     * @param gpus that the engine finds
     * @throws InvalidInputException where it finds no such GPU
     */
    public OptionalInt gpu(String engine, int gpus) {
        int wanted = number();
        if (wanted >= gpus) {
            throw new InvalidInputException(
                    "/device",
                    "The device '%s' is not there: the engine '%s' finds %d GPUs, numbered from 0. Maybe leave the device at 'auto', or see docs/gpu.md for what a GPU needs."
                            .formatted(name, engine, gpus));
        }
        if (name.equals("auto")) {
            return gpus > 0 ? OptionalInt.of(0) : OptionalInt.empty();
        }
        return wanted < 0 ? OptionalInt.empty() : OptionalInt.of(wanted);
    }

    /**
     * Tells without loading anything native whether this program was built for the device.
     *
     * @return the CPU where the engine was built for it alone, else this
     * @throws InvalidInputException where a GPU is asked for and the engine was built for the CPU alone
     */
    public DeviceChoice requireBuilt(String engine) {
        if (getClass().getClassLoader().getResource(BUILDS.getOrDefault(engine, "")) == null) {
            gpu(engine, 0);
            return CPU;
        }
        return this;
    }

    /** Whether a GPU is asked for by its number. */
    public boolean namesGpu() {
        return number() >= 0;
    }

    /** Of the GPU that is asked for by its number, or -1. */
    private int number() {
        Matcher gpu = GPU.matcher(name);
        return gpu.matches() ? Integer.parseInt(gpu.group(1)) : -1;
    }

    @Override
    public String toString() {
        return name;
    }
}
