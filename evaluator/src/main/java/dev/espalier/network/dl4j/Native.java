package dev.espalier.network.dl4j;

import dev.espalier.network.EngineException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** The border to native code: translates errors, and leaves no workspace open behind one. */
final class Native {
    private static final ThreadLocal<Boolean> READY = ThreadLocal.withInitial(Native::oneThread);

    private Native() {}

    static <T> T call(Supplier<T> body) {
        try {
            READY.get();
            Garbage.count();
            return body.get();
        } catch (EngineException translated) {
            throw translated;
        } catch (RuntimeException | OutOfMemoryError | LinkageError error) {
            throw failed(error);
        }
    }

    static void run(Runnable body) {
        call(() -> {
            body.run();
            return Boolean.TRUE;
        });
    }

    /** Several candidates at once on one native thread each beat one candidate on several; OpenMP asks each thread. */
    private static Boolean oneThread() {
        boolean active = Nd4jLibrary.load();
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
        return active;
    }

    private static EngineException failed(Throwable error) {
        try {
            Nd4j.getMemoryManager().setCurrentWorkspace(null);
            Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
        } catch (RuntimeException | LinkageError worse) {
            error.addSuppressed(worse);
        }
        return new EngineException(firstLine(error), error);
    }

    private static String firstLine(@Nullable Throwable error) {
        String text = error == null ? null : error.getMessage();
        return text == null || text.isBlank()
                ? "DL4J failed without a word (%s).".formatted(error)
                : text.strip().lines().findFirst().orElse("");
    }
}
