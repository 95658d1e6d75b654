import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * What a user of an exported model writes: stock DL4J and the text of preprocessing.json, nothing of Espalier.
 * Arguments, as often as wanted: the model's zip; the raw data, gzipped (IDX images, or comma-separated
 * rows under a header, of an image's samples and its label or of a table); where to write the predictions, a row a
 * line: the label, then the numbers.
 */
public class StockPrediction {
    public static void main(String[] arguments) throws Exception {
        try {
            Class.forName("dev.espalier.architecture.Architecture");
            throw new IllegalStateException("This is not a clean class path.");
        } catch (ClassNotFoundException asItShouldBe) {
            for (int i = 0; i < arguments.length; i += 3) {
                predict(arguments[i], arguments[i + 1], arguments[i + 2]);
            }
        }
    }

    private static void predict(String model, String rows, String out) throws Exception {
        JsonNode preprocessing;
        try (ZipFile zip = new ZipFile(model)) {
            preprocessing = new ObjectMapper().readTree(zip.getInputStream(zip.getEntry("preprocessing.json")));
        }
        ComputationGraph graph = ModelSerializer.restoreComputationGraph(new File(model));
        List<float[]> features = preprocessing.get("kind").asText().equals("image") && rows.contains("idx3")
                ? images(preprocessing, rows)
                : rows(preprocessing, rows);
        try (PrintWriter writer = new PrintWriter(out, StandardCharsets.UTF_8)) {
            for (int from = 0; from < features.size(); from += 100) {
                List<float[]> batch = features.subList(from, Math.min(from + 100, features.size()));
                write(graph, preprocessing, batch, writer);
            }
        }
    }

    private static List<float[]> images(JsonNode preprocessing, String file) throws Exception {
        List<float[]> features = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(new FileInputStream(file)))) {
            in.readInt(); // the magic number
            int count = in.readInt();
            byte[] pixels = new byte[in.readInt() * in.readInt()];
            for (int i = 0; i < count; i++) {
                in.readFully(pixels);
                int[] samples = new int[pixels.length];
                for (int pixel = 0; pixel < samples.length; pixel++) {
                    samples[pixel] = pixels[pixel] & 0xff;
                }
                features.add(image(preprocessing, samples));
            }
        }
        return features;
    }

    private static List<float[]> rows(JsonNode preprocessing, String file) throws Exception {
        List<float[]> features = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(new FileInputStream(file)), StandardCharsets.UTF_8))) {
            List<String> header = List.of(reader.readLine().split(","));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] cells = line.split(",", -1);
                if (preprocessing.get("kind").asText().equals("image")) {
                    int[] samples = new int[cells.length - 1]; // the last cell is the label
                    for (int i = 0; i < samples.length; i++) {
                        samples[i] = Integer.parseInt(cells[i]);
                    }
                    features.add(image(preprocessing, samples));
                } else {
                    features.add(row(preprocessing, header, cells));
                }
            }
        }
        return features;
    }

    private static void write(ComputationGraph graph, JsonNode preprocessing, List<float[]> batch, PrintWriter writer) {
        INDArray features = Nd4j.create(batch.toArray(new float[0][]));
        if (preprocessing.get("kind").asText().equals("image")) {
            JsonNode shape = preprocessing.get("shape");
            features = features.reshape(
                    batch.size(),
                    shape.get("channels").asInt(),
                    shape.get("height").asInt(),
                    shape.get("width").asInt());
        }
        INDArray output = graph.outputSingle(features);
        for (int row = 0; row < batch.size(); row++) {
            writer.println(line(preprocessing.get("targets"), output.getRow(row)));
        }
    }

    private static String line(JsonNode targets, INDArray output) {
        JsonNode task = targets.get("task");
        StringBuilder numbers = new StringBuilder();
        int best = 0;
        for (int unit = 0; unit < output.length(); unit++) {
            double number = output.getDouble(unit);
            best = number > output.getDouble(best) ? unit : best;
            if (task.get("type").asText().equals("REGRESSION")) {
                number = number * targets.get("deviations").get(unit).asDouble()
                        + targets.get("means").get(unit).asDouble();
            }
            numbers.append(',').append(number);
        }
        boolean classes = task.get("type").asText().equals("CLASSIFICATION");
        return (classes ? task.get("labels").get(best).asText() : "") + numbers;
    }

    private static float[] image(JsonNode preprocessing, int[] samples) {
        JsonNode shape = preprocessing.get("shape");
        int extent = shape.get("height").asInt() * shape.get("width").asInt();
        float[] features = new float[samples.length];
        for (int i = 0; i < features.length; i++) {
            double mean = preprocessing.get("means").get(i / extent).asDouble();
            double deviation = preprocessing.get("deviations").get(i / extent).asDouble();
            features[i] = (float) ((samples[i] - mean) / deviation);
        }
        return features;
    }

    private static float[] row(JsonNode preprocessing, List<String> header, String[] cells) {
        List<Float> features = new ArrayList<>();
        for (JsonNode column : preprocessing.get("columns")) {
            String cell = cells[header.indexOf(column.get("name").asText())].strip();
            boolean missing = false;
            for (JsonNode text : preprocessing.get("missingCells")) {
                missing |= text.asText().equals(cell);
            }
            if (column.get("type").asText().equals("numeric")) {
                double bound = column.get("bound").asDouble();
                double value = missing
                        ? 0
                        : (Double.parseDouble(cell) - column.get("mean").asDouble())
                                / column.get("deviation").asDouble();
                features.add((float) Math.max(-bound, Math.min(bound, value)));
                if (column.get("indicator").asBoolean()) {
                    features.add(missing ? 1f : 0f);
                }
            } else {
                nominal(column, cell, missing, features);
            }
        }
        float[] array = new float[features.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = features.get(i);
        }
        return array;
    }

    private static void nominal(JsonNode column, String cell, boolean missing, List<Float> features) {
        int known = column.get("categories").size();
        boolean placeForMissing = column.get("missing").asBoolean();
        int width = known + (placeForMissing ? 2 : 1);
        int place = missing && placeForMissing ? known : width - 1;
        for (int i = 0; i < known; i++) {
            place = column.get("categories").get(i).asText().equals(cell) ? i : place;
        }
        for (int i = 0; i < width; i++) {
            features.add(i == place ? 1f : 0f);
        }
    }
}
