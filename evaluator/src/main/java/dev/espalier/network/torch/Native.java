package dev.espalier.network.torch;

import dev.espalier.network.EngineException;
import dev.espalier.tensor.NativeLibrary;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;

/** The border to native code: frees what a call made, keeps to one native thread, translates errors. */
final class Native {
    private static final ThreadLocal<Boolean> READY = ThreadLocal.withInitial(Native::oneThread);

    private Native() {}

    /** Runs the body; every tensor it makes and does not keep is freed when it ends. */
    static <T> T call(Supplier<T> body) {
        try {
            READY.get();
            try (PointerScope scope = new PointerScope()) {
                return body.get();
            }
        } catch (EngineException translated) {
            throw translated;
        } catch (OutOfMemoryError | UnsatisfiedLinkError error) {
            throw new EngineException(firstLine(error), error);
        } catch (RuntimeException error) {
            throw new EngineException(firstLine(error), error);
        }
    }

    static void run(Runnable body) {
        call(() -> {
            body.run();
            return Boolean.TRUE;
        });
    }

    /** What follows the first line of a native error is a C++ trace, of no use to a person. */
    private static String firstLine(Throwable error) {
        return String.valueOf(error.getMessage()).lines().findFirst().orElse("LibTorch failed without a word.");
    }

    /** Several candidates at once on one native thread each beat one candidate on several; set for each thread. */
    private static Boolean oneThread() {
        NativeLibrary.torch();
        torch.set_num_threads(1);
        return Boolean.TRUE;
    }
}
