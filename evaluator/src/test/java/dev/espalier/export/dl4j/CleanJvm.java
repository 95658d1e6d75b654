package dev.espalier.export.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM of its own with stock DL4J and ND4J, and one source file that knows nothing of us. */
final class CleanJvm {
    private CleanJvm() {}

    /** Runs {@code standalone/StockPrediction.java} in {@code folder}. */
    static void predict(Path folder, List<String> arguments) throws IOException, InterruptedException {
        Path source = folder.resolve("StockPrediction.java");
        try (var text = CleanJvm.class.getResourceAsStream("/standalone/StockPrediction.java")) {
            Files.write(source, Objects.requireNonNull(text).readAllBytes());
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                classPath(),
                source.toString()));
        command.addAll(arguments);
        Path log = folder.resolve("log.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Jars alone, and of them none that is ours or the other engine's. */
    private static String classPath() {
        String whole = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String stock = Stream.of(whole.split(File.pathSeparator, -1))
                .filter(path -> path.endsWith(".jar"))
                .filter(path -> Stream.of(
                                "/org/deeplearning4j/",
                                "/org/nd4j/",
                                "/org/datavec/",
                                "/org/bytedeco/",
                                "/commons-",
                                "/org/apache/commons/",
                                "/org/slf4j/",
                                "/fastutil/",
                                "/flatbuffers/",
                                "/byteunits/",
                                "/neoitertools/",
                                "/clearspring/",
                                "/tdunning/",
                                "/opencsv/")
                        .anyMatch(path::contains))
                .filter(path -> !path.contains("/pytorch/"))
                .collect(Collectors.joining(File.pathSeparator));
        assertThat(stock).contains("deeplearning4j-nn").doesNotContain("espalier");
        return stock;
    }
}
