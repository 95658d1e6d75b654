package dev.espalier.server.cli;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.Reason;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "export",
        description = "Writes a search, a trained model or an architecture to a file.",
        sortOptions = false)
final class ExportCommand implements Callable<Integer> {
    private static final List<String> OF_SEARCHES = List.of("csv", "json", "specification");
    private static final List<String> OF_MODELS = List.of("dl4j-zip", "dl4j-json");
    private static final List<String> OF_ARCHITECTURES = List.of("json", "dl4j-json", "dot", "graphml", "svg", "png");

    @Parameters(
            paramLabel = "ID",
            description = "A search, a model or an architecture; a search stands for its best where that is wanted.")
    private String id = "";

    @Option(
            names = "--format",
            paramLabel = "F",
            required = true,
            description = {
                "of a search: csv, json, specification;",
                "of a model: dl4j-zip, dl4j-json;",
                "of an architecture: json, dl4j-json, dot, graphml, svg, png."
            })
    private String format = "";

    @Option(names = "--output", paramLabel = "FILE", required = true, description = "Where to write it.")
    private Path output = Path.of("");

    @Mixin
    private CommonOptions common = new CommonOptions();

    /** What is written. */
    private record Source(String kind, String id) {}

    @Override
    public Integer call() throws IOException {
        try (Desk desk = common.desk()) {
            Source source = source(desk);
            write(desk, source);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("file", output.toString());
        document.put("bytes", Files.size(output));
        common.answer(document, () -> common.out().printf("%s, %,d bytes%n", output, fileSize()));
        return 0;
    }

    private Source source(Desk desk) {
        if (id.matches("[0-9a-f]{32}")) {
            return known("architectures", id, OF_ARCHITECTURES);
        }
        if (id.contains("-")) {
            return known("models", id, OF_MODELS);
        }
        if (OF_SEARCHES.contains(format)) {
            return new Source("searches", id);
        }
        JsonNode best = desk.find(id).path("best");
        if (OF_MODELS.contains(format)) {
            return new Source("models", named(best.path("modelId"), "a trained model"));
        }
        if (OF_ARCHITECTURES.contains(format)) {
            return new Source("architectures", named(best.path("architectureId"), "an architecture with a score"));
        }
        throw unknown(List.of(OF_SEARCHES, OF_MODELS, OF_ARCHITECTURES).stream()
                .flatMap(List::stream)
                .distinct()
                .toList());
    }

    private Source known(String kind, String source, List<String> formats) {
        if (!formats.contains(format)) {
            throw unknown(formats);
        }
        return new Source(kind, source);
    }

    private InvalidInputException unknown(List<String> formats) {
        return new InvalidInputException(
                "--format", "There is no format '%s' of '%s'. Known: %s.".formatted(format, id, formats));
    }

    private String named(JsonNode name, String what) {
        if (name.isString()) {
            return name.asString();
        }
        throw new InvalidInputException("ID", "The search '%s' has no %s yet.".formatted(id, what.substring(2)));
    }

    /** Under another name first, so that no half file is ever taken for a whole one. */
    private void write(Desk desk, Source source) throws IOException {
        @Nullable Path folder = output.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new InvalidInputException("--output", "There is no folder '%s'.".formatted(folder));
        }
        Path part = folder.resolve(".espalier-%s.part".formatted(UUID.randomUUID()));
        try {
            try (OutputStream out = new BufferedOutputStream(opened(part))) {
                desk.export(source.kind(), source.id(), format, out);
            }
            Files.move(part, output, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Readable for whom the person's other files are, as a temporary file would not be. */
    private static OutputStream opened(Path part) {
        try {
            return Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException unwritable) {
            throw new InvalidInputException(
                    "--output",
                    "The folder '%s' cannot be written: %s.".formatted(part.getParent(), Reason.of(unwritable)),
                    unwritable);
        }
    }

    private long fileSize() {
        return output.toFile().length();
    }
}
