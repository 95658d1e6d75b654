package dev.espalier.server.architecture;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.ArchitectureJson;
import dev.espalier.architecture.GraphText;
import dev.espalier.export.drawing.Drawing;
import dev.espalier.export.drawing.Png;
import dev.espalier.export.drawing.Svg;
import dev.espalier.server.history.DataFolder;
import dev.espalier.server.history.NotFoundException;
import dev.espalier.server.process.Dl4jConversion;
import dev.espalier.server.web.ConflictException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** The formats in which an architecture can be taken away. */
@Component
public final class ArchitectureExports {
    /** Writes an architecture as the bytes of a file. */
    @FunctionalInterface
    public interface Writer {
        byte[] write(Architecture architecture);
    }

    /** One format. */
    public record Export(String format, String extension, MediaType type, Writer writer) {
        static Export text(String format, String extension, MediaType type, Function<Architecture, String> writer) {
            return new Export(
                    format,
                    extension,
                    type,
                    architecture -> writer.apply(architecture).getBytes(StandardCharsets.UTF_8));
        }
    }

    private final List<Export> exports = new ArrayList<>();

    public ArchitectureExports(DataFolder folder) {
        exports.add(Export.text("json", "json", MediaType.APPLICATION_JSON, ArchitectureJson::writePretty));
        exports.add(Export.text(
                "dl4j-json",
                "dl4j.json",
                MediaType.APPLICATION_JSON,
                architecture -> Dl4jConversion.configuration(folder, architecture)));
        exports.add(Export.text("dot", "dot", new MediaType("text", "vnd.graphviz"), GraphText::dot));
        exports.add(Export.text("graphml", "graphml", MediaType.APPLICATION_XML, GraphText::graphMl));
        exports.add(Export.text(
                "svg", "svg", new MediaType("image", "svg+xml"), architecture -> Svg.of(Drawing.of(architecture))));
        exports.add(new Export("png", "png", MediaType.IMAGE_PNG, ArchitectureExports::png));
    }

    private static byte[] png(Architecture architecture) {
        try {
            return Png.of(Drawing.of(architecture));
        } catch (IllegalStateException noFont) {
            throw new ConflictException(noFont.getMessage() + " Maybe take the svg.");
        }
    }

    /** @throws NotFoundException listing what there is */
    public Export of(String format) {
        return exports.stream()
                .filter(export -> export.format().equals(format))
                .findFirst()
                .orElseThrow(() -> new NotFoundException(
                        "export among %s called"
                                .formatted(exports.stream().map(Export::format).toList()),
                        format));
    }
}
