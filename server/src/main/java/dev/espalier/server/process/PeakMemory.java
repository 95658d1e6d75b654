package dev.espalier.server.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The most memory that a process had at once: Java's and that of native code. */
final class PeakMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern PEAK = Pattern.compile("^VmHWM:\\s*([0-9]+) kB$", Pattern.MULTILINE);

    private PeakMemory() {}

    /** Of this process in megabytes; empty where the system does not tell. */
    static OptionalLong megabytes() {
        try {
            return megabytes(Files.readString(STATUS));
        } catch (IOException untold) {
            return OptionalLong.empty();
        }
    }

    /** @param status of a process as Linux writes it */
    static OptionalLong megabytes(String status) {
        Matcher peak = PEAK.matcher(status);
        return peak.find() ? OptionalLong.of(Long.parseLong(peak.group(1)) >> 10) : OptionalLong.empty();
    }
}
