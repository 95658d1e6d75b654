package dev.espalier.benchmark;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The benchmarks that are described here, and those that a person describes. */
public final class Benchmarks {
    private static final List<String> DESCRIBED = List.of("nasbench201", "nasbench-graph");
    private static final long MAX_BYTES = 200_000;

    private Benchmarks() {}

    /** Names of the descriptions that come along; the files are the user's. */
    public static List<String> names() {
        return DESCRIBED;
    }

    /** The files that a benchmark which comes along is made of. */
    public static List<String> files(String name) {
        return DescriptionReader.read(resource(name + ".json")).files().stream()
                .map(Description.JoinedFile::file)
                .toList();
    }

    /**
     * A benchmark by name.
     *
     * @param folder in which its files lie
     * @throws InvalidInputException with a pointer into the description, naming file, line and column; or {@code /name}
     */
    public static Benchmark named(String name, Path folder) {
        if (!DESCRIBED.contains(name)) {
            throw new InvalidInputException(
                    "/name",
                    "There is no benchmark '%s'. Known: %s. A description of your own ends with .json."
                            .formatted(name, DESCRIBED));
        }
        return Benchmark.of(resource(name + ".json"), folder);
    }

    /**
     * The benchmark that a file describes.
     *
     * @throws InvalidInputException with a pointer into the description, naming file, line and column
     */
    public static Benchmark described(Path description, Path folder) {
        try {
            if (Files.size(description) > MAX_BYTES) {
                throw new InvalidInputException(
                        "", "The file '%s' has more than %d bytes.".formatted(description, MAX_BYTES));
            }
            return Benchmark.of(Files.readString(description), folder);
        } catch (IOException unreadable) {
            throw new InvalidInputException(
                    "", "The file '%s' cannot be read: %s.".formatted(description, Reason.of(unreadable)), unreadable);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Benchmarks.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
