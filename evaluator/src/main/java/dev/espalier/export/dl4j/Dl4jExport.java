package dev.espalier.export.dl4j;

import dev.espalier.architecture.Architecture;
import dev.espalier.data.Preprocessing;
import dev.espalier.data.Task;
import dev.espalier.evaluator.TrainedModel;
import dev.espalier.network.Weights;
import dev.espalier.network.dl4j.Dl4jConfiguration;
import dev.espalier.network.dl4j.Dl4jGraph;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What stock DL4J reads, whichever engine trained the weights. Layers are called by the keys of the vertices, and the
 * graph's {@code output()} gives predictions: probabilities of classes or labels, or standardised numbers.
 */
public final class Dl4jExport {
    /** Zip entries carry no real time, so that equal models give equal files. */
    private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

    private Dl4jExport() {}

    /**
     * The architecture without weights, for {@code ComputationGraphConfiguration.fromJson}: an output of one unit is a
     * number, one of several is a class.
     *
     * @throws dev.espalier.catalog.InvalidInputException with a pointer to a vertex that DL4J cannot compute
     */
    public static String configuration(Architecture architecture) {
        return json(Dl4jConfiguration.of(architecture));
    }

    /**
     * The architecture without weights, for {@code ComputationGraphConfiguration.fromJson}.
     *
     * @throws dev.espalier.catalog.InvalidInputException with a pointer to a vertex that DL4J cannot compute
     */
    public static String configuration(Architecture architecture, Task task) {
        return json(Dl4jConfiguration.of(architecture, task.type()));
    }

    /** As {@link #zip(Architecture, Weights, Task, Preprocessing, OutputStream)}. */
    public static void zip(TrainedModel model, OutputStream out) throws IOException {
        zip(model.architecture(), model.weights(), model.task(), model.preprocessing(), out);
    }

    /**
     * A file for {@code ModelSerializer.restoreComputationGraph}, with {@code preprocessing.json} beside the weights:
     * how a raw example becomes the network's input and its output a prediction. The stream is left open.
     *
     * @throws dev.espalier.catalog.InvalidInputException with a pointer to a vertex that DL4J cannot compute; nothing
     *     is written then
     */
    public static void zip(
            Architecture architecture, Weights weights, Task task, Preprocessing preprocessing, OutputStream out)
            throws IOException {
        Dl4jConfiguration configuration = Dl4jConfiguration.of(architecture, task.type());
        INDArray parameters = Dl4jGraph.of(configuration, weights).graph().params();
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        entry(zip, "configuration.json");
        zip.write(json(configuration).getBytes(StandardCharsets.UTF_8));
        entry(zip, "coefficients.bin");
        if (parameters.isEmpty()) {
            entry(zip, "noParams.marker");
        } else {
            DataOutputStream data = new DataOutputStream(new BufferedOutputStream(zip));
            Nd4j.write(parameters, data);
            data.flush();
        }
        entry(zip, "preprocessing.json");
        zip.write(Reading.json(architecture, task, preprocessing).getBytes(StandardCharsets.UTF_8));
        zip.finish();
    }

    /** In ASCII alone: DL4J reads a zip in the charset of its process, which need not know the letters of a key. */
    private static String json(Dl4jConfiguration configuration) {
        StringBuilder ascii = new StringBuilder();
        configuration
                .graph()
                .toJson()
                .chars()
                .forEach(letter ->
                        ascii.append(letter < 128 ? String.valueOf((char) letter) : "\\u%04x".formatted(letter)));
        return ascii.toString();
    }

    private static void entry(ZipOutputStream zip, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(EPOCH);
        zip.putNextEntry(entry);
    }
}
