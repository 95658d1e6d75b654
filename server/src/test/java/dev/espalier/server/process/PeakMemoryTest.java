package dev.espalier.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class PeakMemoryTest {
    @Test
    void isTheHighWaterMarkThatLinuxTells() {
        String status = "Name:\tjava\nVmPeak:\t 9000000 kB\nVmHWM:\t  831488 kB\nVmRSS:\t  100000 kB\n";
        assertThat(PeakMemory.megabytes(status)).hasValue(812);
        assertThat(PeakMemory.megabytes("Name:\tjava\n")).isEmpty();
    }

    @Test
    void neverShrinks() {
        Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/status")), "This system tells no peak.");
        long before = PeakMemory.megabytes().orElseThrow();
        byte[] much = new byte[200 << 20];
        much[much.length / 2] = 1;
        assertThat(PeakMemory.megabytes().orElseThrow()).isPositive().isGreaterThanOrEqualTo(before);
    }
}
