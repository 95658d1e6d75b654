package dev.espalier.server.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the numbers of a search depend on beside its specification: the build and the instructions of the processor. It
 * is kept in the search's folder; a search that goes on elsewhere is told so, because its scores may differ in the last
 * bits.
 */
final class Fingerprint {
    private static final String FILE = "fingerprint.txt";
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private Fingerprint() {}

    /** Stores the fingerprint where there is none yet; gives a warning where there is another one. */
    static Optional<String> check(Path search) throws IOException {
        Path file = search.resolve(FILE);
        String now = now();
        if (!Files.exists(file)) {
            Files.writeString(file, now);
            return Optional.empty();
        }
        return Files.readString(file).equals(now)
                ? Optional.empty()
                : Optional.of(
                        "The search goes on with another build or processor: scores may differ in the last bits.");
    }

    private static String now() throws IOException {
        return String.join(
                "\n",
                "build " + Fingerprint.class.getPackage().getImplementationVersion(),
                "java " + Runtime.version().feature(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                instructions(),
                "");
    }

    private static String instructions() throws IOException {
        if (!Files.isReadable(PROCESSOR)) {
            return "unknown processor";
        }
        try (Stream<String> lines = Files.lines(PROCESSOR, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> String.join(
                            " ",
                            new TreeSet<>(List.of(line.replaceAll(".*:\\s*", "").split(" ")))))
                    .orElse("unknown processor");
        }
    }
}
