package dev.espalier.tensor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/**
 * The first use of native code in a process, one process at a time.
 *
 * <p>javacpp unpacks its libraries into a folder that all processes share, and does so without a lock that holds: of two
 * processes on a cold folder one dies of SIGBUS. Whoever is about to touch native code for the first time does it
 * through {@link #once}, which holds an exclusive lock on a file in that folder.
 */
public final class NativeLibrary {
    private static final Set<String> LOADED = new HashSet<>();

    private NativeLibrary() {}

    /**
     * Loads LibTorch, and tells it and the OpenBLAS below it to compute in the thread that calls, which is what makes sums
     * repeatable. OpenBLAS's own threads spin while they wait: with several callers on a busy machine they take most of it.
     */
    public static void torch() {
        once("torch", () -> {
            Loader.load(torch.class);
            torch.set_num_threads(1);
            openblas_nolapack.blas_set_num_threads(1);
        });
    }

    /**
     * Runs {@code firstUse} under the lock unless an earlier call with this name has succeeded in this process. A first
     * use that throws is tried again by the next call.
     *
     * @param name of the library, such as {@code nd4j}
     * @param firstUse loads everything that will ever be unpacked for that library
     */
    public static synchronized void once(String name, Runnable firstUse) {
        if (LOADED.contains(name)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            firstUse.run();
            LOADED.add(name);
        } catch (IOException unusable) {
            throw new UncheckedIOException("The lock of the native libraries cannot be had.", unusable);
        }
    }

    /** The file that is locked; in the folder into which native libraries are unpacked. */
    public static Path lockFile() {
        try {
            return Loader.getCacheDir().toPath().resolve("espalier.lock");
        } catch (IOException unusable) {
            throw new UncheckedIOException(
                    "There is no folder for native libraries. Maybe set org.bytedeco.javacpp.cachedir.", unusable);
        }
    }
}
