package dev.espalier.export.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Shape;
import dev.espalier.architecture.Vertex;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.data.DataSets;
import dev.espalier.data.Examples;
import dev.espalier.data.PreparedData;
import dev.espalier.data.Selection;
import dev.espalier.data.Task;
import dev.espalier.network.Bank;
import dev.espalier.network.FloatArray;
import dev.espalier.network.Loss;
import dev.espalier.network.Network;
import dev.espalier.network.Optimizer;
import dev.espalier.network.Step;
import dev.espalier.network.Weights;
import dev.espalier.network.torch.TorchEngine;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.trial.Seeds;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Dl4jExportTest {
    private static final Path SHARED = Path.of("../../shared/data");

    @TempDir
    Path folder = Path.of("");

    /** What our engine says of the raw rows of a file, and the model that says it. */
    private record Model(Path zip, Path rows, Path out, int units, float[] outputs, Loss loss) {
        List<String> arguments() {
            return List.of(zip.toString(), rows.toString(), out.toString());
        }
    }

    @Test
    void stockDl4jInACleanJvmAgreesOnRawImagesAndRows() throws Exception {
        List<Model> models = new ArrayList<>();
        Path digits = folder.resolve("digits8x8.csv.gz");
        try (var bundled = DataSets.class.getResourceAsStream("digits8x8.csv.gz")) {
            Files.write(digits, Objects.requireNonNull(bundled).readAllBytes());
        }
        for (String space : List.of("cell", "darts-cell", "chain", "size")) {
            models.add(trained("digits", space, digits));
        }
        if (Files.exists(SHARED)) {
            models.add(trained("fashion-mnist", "cell", SHARED.resolve("images/fashion-t10k-images-idx3-ubyte.gz")));
            models.add(trained("adult", "mlp", SHARED.resolve("tabular/adult-test.csv.gz")));
        }
        CleanJvm.predict(
                folder,
                models.stream().flatMap(model -> model.arguments().stream()).toList());
        for (Model model : models) {
            assertAgreement(model);
        }
        Assumptions.assumeTrue(Files.exists(SHARED), "Fashion-MNIST and adult need ../shared/data.");
    }

    private static void assertAgreement(Model model) throws IOException {
        List<String> lines = Files.readAllLines(model.out());
        assertThat(lines).hasSize(model.outputs().length / model.units());
        double greatest = 0;
        for (int row = 0; row < lines.size(); row++) {
            int from = row * model.units();
            double[] expected = softmax(Arrays.copyOfRange(model.outputs(), from, from + model.units()));
            String[] cells = lines.get(row).split(",", -1);
            double[] predicted = Arrays.stream(cells)
                    .skip(1)
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            assertThat(best(predicted)).as("%s, row %d", model.zip(), row).isEqualTo(best(expected));
            for (int unit = 0; unit < model.units(); unit++) {
                greatest = Math.max(greatest, Math.abs(predicted[unit] - expected[unit]));
            }
        }
        assertThat(greatest).as("%s", model.zip()).isLessThan(1e-4);
    }

    private Model trained(String dataset, String space, Path rows) throws IOException {
        PreparedData data = new DataSets(folder, List.of(SHARED)).prepare(new Selection(dataset, 0.2), 1, true);
        Architecture architecture = random(space, data);
        Seeds seeds = new Seeds(3);
        String name = dataset + "-" + space;
        Path zip = folder.resolve(name + ".zip");
        try (Bank bank = new TorchEngine().bank(seeds, new Optimizer.Adam(0));
                Network network = bank.network(architecture, Loss.CROSS_ENTROPY)) {
            RandomGenerator random = seeds.stream("batches");
            for (int step = 0; step < 60; step++) {
                int[] batch = random.ints(32, 0, data.training().size()).toArray();
                network.train(data.training().rows(batch), new Step(0.005, 0, step));
            }
            try (OutputStream out = Files.newOutputStream(zip)) {
                Dl4jExport.zip(architecture, network.weights(), data.task(), data.preprocessing(), out);
            }
            float[] outputs = outputs(
                    network,
                    dataset.equals("digits") ? allDigits(data) : data.test().orElseThrow());
            return new Model(
                    zip, rows, folder.resolve(name + ".csv"), data.task().units(), outputs, Loss.CROSS_ENTROPY);
        }
    }

    /** The raw rows of the file in its order: the digits come in one file that we split. */
    private Examples allDigits(PreparedData data) throws IOException {
        return RawDigits.examples(folder.resolve("digits8x8.csv.gz"), data.preprocessing());
    }

    private static float[] outputs(Network network, Examples examples) {
        float[] all = new float[examples.size() * examples.units()];
        for (int from = 0; from < examples.size(); from += 500) {
            int[] rows =
                    IntStream.range(from, Math.min(from + 500, examples.size())).toArray();
            float[] some = network.outputs(examples.rows(rows));
            System.arraycopy(some, 0, all, from * examples.units(), some.length);
        }
        return all;
    }

    private static Architecture random(String name, PreparedData data) {
        SearchSpace space = SearchSpaces.catalog()
                .make(name, name.equals("cell") ? Map.of("stemWidth", 2, "stages", 2) : Map.of())
                .fit(data.ports());
        return space.decode(space.complete(Decisions.none(), new Seeds(5).stream(name)));
    }

    private static double[] softmax(float[] outputs) {
        double sum = 0;
        double[] shares = new double[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            shares[i] = Math.exp(outputs[i]);
            sum += shares[i];
        }
        double whole = sum;
        return Arrays.stream(shares).map(share -> share / whole).toArray();
    }

    private static int best(double[] numbers) {
        return IntStream.range(0, numbers.length).reduce(0, (best, i) -> numbers[i] > numbers[best] ? i : best);
    }

    @Test
    void configurationIsWhatStockDl4jReads() {
        Task task = new Task(Task.Type.CLASSIFICATION, List.of("a", "b"));
        String json = Dl4jExport.configuration(dense(3), task);
        ComputationGraphConfiguration read = ComputationGraphConfiguration.fromJson(json);
        assertThat(read.getNetworkInputs()).containsExactly("data");
        assertThat(read.getNetworkOutputs()).containsExactly("predictions");
        assertThat(read.getVertices().keySet()).containsExactlyInAnyOrder("dense", "predictions");
    }

    @Test
    void aVertexThatDl4jCannotComputeIsNamedAndRefused() {
        Architecture image = new Architecture(
                List.of(
                        new Vertex("data", new Operation.Input(new Shape.Image(1, 4, 4)), List.of()),
                        new Vertex("stage1/conv", Operation.Convolution.of(2, 3), List.of("data"))),
                List.of("stage1/conv"));
        Task task = new Task(Task.Type.REGRESSION, List.of("y"));
        assertThatThrownBy(() -> Dl4jExport.configuration(image, task))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'stage1/conv' gives 2x4x4")
                .extracting(refused -> ((InvalidInputException) refused).pointer())
                .isEqualTo("/vertices/1");
        assertThatThrownBy(() -> Dl4jExport.configuration(dense(200_000_000), task))
                .hasMessageContaining("The vertex 'dense' needs 600000000 numbers");
    }

    @Test
    void weightsOfAnotherShapeAreRefused() {
        Weights weights = new Weights(Map.of(
                "dense/weight",
                new FloatArray(List.of(1, 3), new float[3]),
                "dense/bias",
                new FloatArray(List.of(1), new float[1])));
        Task task = new Task(Task.Type.REGRESSION, List.of("y"));
        PreparedData digits = new DataSets(folder).prepare("digits", 1, false);
        assertThatThrownBy(() -> Dl4jExport.zip(
                        dense(2), weights, task, digits.preprocessing(), OutputStream.nullOutputStream()))
                .hasMessageContaining("'dense/weight' of shape [1, 3]");
    }

    private static Architecture dense(int units) {
        return new Architecture(
                List.of(
                        new Vertex("data", new Operation.Input(new Shape.Vector(3)), List.of()),
                        new Vertex("dense", new Operation.Dense(units, true), List.of("data"))),
                List.of("dense"));
    }
}
