package dev.espalier.server.process;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.evaluator.TrainedModel;
import dev.espalier.export.dl4j.Dl4jExport;
import dev.espalier.network.WeightsFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is kept of a trained model: its weights, its preprocessing, and its exports, written here because they need
 * native code and the server has none. All are durable when {@link #write} returns.
 */
final class ModelFiles {
    private static final Logger LOG = LoggerFactory.getLogger(ModelFiles.class);

    private ModelFiles() {}

    static void write(Path folder, TrainedModel model) {
        try {
            WeightsFile.write(
                    folder.resolve("weights.safetensors"),
                    WeightsFile.bytes(model.weights(), Map.of("dataset", model.dataset())));
            text(folder.resolve("preprocessing.json"), model.preprocessing().json());
            dl4j(folder, model);
        } catch (IOException broken) {
            throw new UncheckedIOException("The model cannot be kept in %s.".formatted(folder), broken);
        }
    }

    private static void dl4j(Path folder, TrainedModel model) throws IOException {
        try {
            ByteArrayOutputStream zip = new ByteArrayOutputStream();
            Dl4jExport.zip(model, zip);
            text(folder.resolve("dl4j.json"), Dl4jExport.configuration(model.architecture(), model.task()));
            WeightsFile.write(folder.resolve("dl4j.zip"), zip.toByteArray());
        } catch (InvalidInputException beyond) {
            LOG.warn("DL4J has nothing for this model: {} ({})", beyond.getMessage(), beyond.pointer());
        }
    }

    private static void text(Path file, String text) throws IOException {
        WeightsFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
