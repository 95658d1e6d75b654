package dev.espalier.server.process;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.ArchitectureJson;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.export.dl4j.Dl4jExport;
import dev.espalier.network.dl4j.Nd4jLibrary;
import dev.espalier.server.history.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * An untrained architecture as DL4J's own configuration. DL4J is native code, so a process of its own writes it, once:
 * the file is kept. An output of several units becomes a softmax of classes, one of a single unit a regression; the
 * exports of trained models have their own task.
 */
public final class Dl4jConversion {
    /** The word on the command line of the child. */
    public static final String COMMAND = "dl4j-json";

    private static final String ARCHITECTURE = "architecture.json";
    private static final String CONFIGURATION = "dl4j.json";
    private static final String REFUSAL = "refusal.txt";
    private static final long SECONDS = 120;

    private Dl4jConversion() {}

    /**
     * The document for {@code ComputationGraphConfiguration.fromJson}.
     *
     * @throws InvalidInputException where DL4J cannot compute a vertex
     */
    public static String configuration(DataFolder folder, Architecture architecture) {
        try {
            Path kept = folder.architecture(architecture.hash()).resolve(CONFIGURATION);
            if (!Files.exists(kept)) {
                convert(folder, architecture, kept);
            }
            return Files.readString(kept);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** One at a time: each takes a processor for some seconds. */
    private static synchronized void convert(DataFolder folder, Architecture architecture, Path kept)
            throws IOException {
        Path exchange = Files.createTempDirectory(folder.root(), COMMAND);
        try {
            Files.writeString(exchange.resolve(ARCHITECTURE), ArchitectureJson.write(architecture));
            launch(folder, exchange);
            Path refusal = exchange.resolve(REFUSAL);
            if (Files.exists(refusal)) {
                throw new InvalidInputException("", Files.readString(refusal));
            }
            Files.move(exchange.resolve(CONFIGURATION), kept, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            FileSystemUtils.deleteRecursively(exchange);
        }
    }

    private static void launch(DataFolder folder, Path exchange) throws IOException {
        WorkerCommand command = WorkerCommand.self(COMMAND, folder.root(), Limits.ofThisMachine());
        ProcessBuilder builder = new ProcessBuilder(command.line(exchange))
                .redirectErrorStream(true)
                .redirectOutput(exchange.resolve("log").toFile());
        builder.environment().putAll(WorkerCommand.ENVIRONMENT);
        Process process = builder.start();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("The conversion took longer than %d s.".formatted(SECONDS));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("The conversion was interrupted.", interrupted);
        } finally {
            process.destroyForcibly();
        }
    }

    /** What the child does: reads the architecture in that folder and writes its configuration or the refusal beside it. */
    public static void run(Path exchange) {
        try {
            Architecture architecture = ArchitectureJson.read(Files.readString(exchange.resolve(ARCHITECTURE)));
            Nd4jLibrary.load();
            try {
                Path unfinished = exchange.resolve("unfinished");
                Files.writeString(unfinished, Dl4jExport.configuration(architecture));
                Files.move(unfinished, exchange.resolve(CONFIGURATION), StandardCopyOption.ATOMIC_MOVE);
            } catch (InvalidInputException refused) {
                Files.writeString(exchange.resolve(REFUSAL), String.valueOf(refused.getMessage()));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
