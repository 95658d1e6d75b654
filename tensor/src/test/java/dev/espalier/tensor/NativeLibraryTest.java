package dev.espalier.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
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
}
