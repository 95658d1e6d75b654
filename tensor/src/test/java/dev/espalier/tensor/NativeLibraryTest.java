package dev.espalier.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.openblas.global.openblas_full;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class NativeLibraryTest {
    @Test
    void firstUseHoldsTheLockAndHappensOnce() {
        AtomicInteger uses = new AtomicInteger();
        Runnable firstUse = () -> {
            uses.incrementAndGet();
            assertThatThrownBy(() -> {
                        try (FileChannel other = FileChannel.open(NativeLibrary.lockFile(), StandardOpenOption.WRITE)) {
                            other.lock();
                        }
                    })
                    .isInstanceOf(OverlappingFileLockException.class);
        };
        NativeLibrary.once("a test's library", firstUse);
        NativeLibrary.once("a test's library", firstUse);
        assertThat(uses).hasValue(1);
    }

    @Test
    void firstUseThatFailsIsTriedAgain() {
        AtomicInteger uses = new AtomicInteger();
        Runnable failing = () -> {
            if (uses.incrementAndGet() == 1) {
                throw new IllegalStateException("no such library");
            }
        };
        assertThatThrownBy(() -> NativeLibrary.once("another library", failing)).hasMessage("no such library");
        NativeLibrary.once("another library", failing);
        assertThat(uses).hasValue(2);
    }

    @Test
    void torchComputesInOneThread() {
        NativeLibrary.torch();
        assertThat(torch.get_num_threads()).isEqualTo(1);
    }

    /** Tests run with OMP_NUM_THREADS=1, which would hide it; a user's process does not. */
    @Test
    void openBlasComputesInOneThreadWhateverTheEnvironment() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PrintThreads.class.getName());
        builder.environment().put("OMP_NUM_THREADS", "2");
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("1");
        assertThat(process.waitFor()).isZero();
    }

    static final class PrintThreads {
        private PrintThreads() {}

        public static void main(String[] arguments) {
            NativeLibrary.torch();
            System.out.print(openblas_full.openblas_get_num_threads());
        }
    }
}
