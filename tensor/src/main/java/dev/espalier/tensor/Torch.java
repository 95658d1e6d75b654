package dev.espalier.tensor;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;

/**
 * Where tensors live. All work with {@link Tensor}s happens inside {@link #compute}: what it makes is freed when it
 * ends, except what was {@linkplain Tensor#keep kept}; results leave as Java arrays.
 */
public final class Torch {
    static {
        NativeLibrary.torch();
    }

    private Torch() {}

    /**
     * Runs {@code work} and frees every tensor that it made and did not keep.
     *
     * @throws TensorException where LibTorch refuses, out of memory among the reasons
     */
    @SuppressWarnings("try") // the scope acts by being open
    public static <T> T compute(Supplier<T> work) {
        try (PointerScope scope = new PointerScope()) {
            return work.get();
        } catch (RuntimeException thrown) {
            throw TensorException.translated(thrown);
        }
    }

    /** As {@link #compute}, for work without a result. */
    public static void run(Runnable work) {
        compute(() -> {
            work.run();
            return true;
        });
    }

    /** As {@link #compute}, without recording what a gradient would need. */
    public static <T> T infer(Supplier<T> work) {
        return compute(() -> {
            AutoGradMode mode = new AutoGradMode(false);
            try {
                return work.get();
            } finally {
                mode.close(); // at once and in this thread: the mode before comes back
            }
        });
    }
}
