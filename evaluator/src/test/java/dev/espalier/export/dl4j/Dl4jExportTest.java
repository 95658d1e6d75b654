package dev.espalier.export.dl4j;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Shape;
import dev.espalier.architecture.Vertex;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.data.DataSets;
import dev.espalier.data.Examples;
import dev.espalier.data.PreparedData;
import dev.espalier.data.ReadOptions;
import dev.espalier.data.Selection;
import dev.espalier.data.Targets;
import dev.espalier.data.Task;
import dev.espalier.network.Bank;
import dev.espalier.network.Engine;
import dev.espalier.network.FloatArray;
import dev.espalier.network.Loss;
import dev.espalier.network.Network;
import dev.espalier.network.Optimizer;
import dev.espalier.network.Step;
import dev.espalier.network.Weights;
import dev.espalier.network.dl4j.Dl4jEngine;
import dev.espalier.network.torch.TorchEngine;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.trial.Seeds;
import java.io.IOException;
import java.io.InputStream;
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
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Dl4jExportTest {
    private static final Path SHARED = Path.of("../../shared/data");

    @TempDir
    Path folder = Path.of("");

    /** What our engine says of the raw rows of a file, and the model that says it. */
    private record Model(Path zip, Path rows, Path out, Targets targets, float[] outputs) {
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
            models.add(uploaded("tabular/winequality-red.csv.gz", "mlp"));
            for (String space : List.of("mlp", "branched")) {
                models.add(uploaded("tabular/multilabel/enb.csv.gz", space));
                models.add(uploaded("tabular/multilabel/yeast-test.csv.gz", space));
            }
        }
        CleanJvm.predict(
                folder,
                models.stream().flatMap(model -> model.arguments().stream()).toList());
        for (Model model : models) {
            assertAgreement(model);
        }
        Assumptions.assumeTrue(Files.exists(SHARED), "Images and tables beside the digits need ../shared/data.");
    }

    private static void assertAgreement(Model model) throws IOException {
        List<String> lines = Files.readAllLines(model.out());
        Task task = model.targets().task();
        int units = task.units();
        assertThat(lines).hasSize(model.outputs().length / units);
        for (int row = 0; row < lines.size(); row++) {
            float[] outputs = Arrays.copyOfRange(model.outputs(), row * units, (row + 1) * units);
            double[] expected = model.targets().predictions(outputs);
            List<String> cells = List.of(lines.get(row).split(",", -1));
            if (task.type() == Task.Type.CLASSIFICATION) {
                assertThat(cells.get(0))
                        .as("%s, row %d", model.zip(), row)
                        .isEqualTo(model.targets().decision(outputs).get(0));
            }
            for (int unit = 0; unit < units; unit++) {
                double predicted = Double.parseDouble(cells.get(unit + 1));
                assertThat(predicted).as("%s, row %d", model.zip(), row).isCloseTo(expected[unit], within(1e-4));
                if (task.type() == Task.Type.MULTI_LABEL) {
                    assertThat(predicted >= 0.5).isEqualTo(expected[unit] >= 0.5);
                }
            }
        }
    }

    private Model trained(String dataset, String space, Path rows) throws IOException {
        PreparedData data = new DataSets(folder, List.of(SHARED)).prepare(new Selection(dataset, 0.2, false), 1, true);
        Engine engine = space.equals("size") ? new Dl4jEngine() : new TorchEngine();
        return trained(
                engine,
                data,
                space,
                rows,
                dataset.equals("digits")
                        ? RawRows.digits(rows, data.preprocessing())
                        : data.test().orElseThrow());
    }

    private Model uploaded(String file, String space) throws IOException {
        Path rows = SHARED.resolve(file);
        DataSets sets = new DataSets(folder, List.of());
        try (InputStream in = Files.newInputStream(rows)) {
            String id = sets.add(
                            rows.getFileName().toString(), rows.getFileName().toString(), in, ReadOptions.NONE)
                    .id();
            PreparedData data = sets.prepare(id, 1, true);
            return trained(new TorchEngine(), data, space, rows, RawRows.table(rows, data.preprocessing()));
        }
    }

    /** A model after a few steps, exported, with its outputs for all raw rows of the file in their order. */
    private Model trained(Engine engine, PreparedData data, String space, Path rows, Examples raw) throws IOException {
        Architecture architecture = random(space, data);
        Seeds seeds = new Seeds(3);
        String name = data.name() + "-" + space;
        Path zip = folder.resolve(name + ".zip");
        Loss loss = switch (data.task().type()) {
            case CLASSIFICATION -> Loss.CROSS_ENTROPY;
            case MULTI_LABEL -> Loss.BINARY_CROSS_ENTROPY;
            case REGRESSION -> Loss.SQUARED_ERROR;
        };
        try (Bank bank = engine.bank(seeds, new Optimizer.Adam(0));
                Network network = bank.network(architecture, loss)) {
            RandomGenerator random = seeds.stream("batches");
            for (int step = 0; step < 60; step++) {
                int[] batch = random.ints(32, 0, data.training().size()).toArray();
                network.train(data.training().rows(batch), new Step(0.005, 0, step));
            }
            try (OutputStream out = Files.newOutputStream(zip)) {
                Dl4jExport.zip(architecture, network.weights(), data.task(), data.preprocessing(), out);
            }
            return new Model(
                    zip,
                    rows,
                    folder.resolve(name + ".csv"),
                    data.preprocessing().targets(),
                    outputs(network, raw));
        }
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

    @Test
    void configurationIsWhatStockDl4jReads() {
        Task task = new Task(Task.Type.CLASSIFICATION, List.of("a", "b"));
        String json = Dl4jExport.configuration(dense(3), task);
        ComputationGraphConfiguration read = ComputationGraphConfiguration.fromJson(json);
        assertThat(read.getNetworkInputs()).containsExactly("data");
        assertThat(read.getNetworkOutputs()).containsExactly("predictions");
        assertThat(read.getVertices().keySet()).containsExactlyInAnyOrder("dense", "predictions");
    }

    /** DL4J's ModelSerializer decodes a zip's configuration by the charset of its process. */
    @Test
    void keysOfAnyLettersAreReadInAnyCharset() {
        List<String> keys = List.of("gr\u00f6\u00dfe", "gr\u00fc\u00dfe", "\ud83c\udf33");
        Architecture.Builder builder = Architecture.builder();
        String last = builder.add("data", new Operation.Input(new Shape.Vector(3)));
        for (String key : keys) {
            last = builder.add(key, new Operation.Dense(2, true), last);
        }
        String json = Dl4jExport.configuration(builder.output(last).build());
        String decoded = new String(json.getBytes(UTF_8), US_ASCII);
        assertThat(ComputationGraphConfiguration.fromJson(decoded).getVertices().keySet())
                .containsAll(keys);
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
        assertThatThrownBy(() -> Dl4jExport.configuration(dilated(2_000_000_000), task))
                .hasMessageContaining("The vertex 'dilated'");
        assertThatThrownBy(() -> Dl4jExport.configuration(dilated(3_000), task))
                .hasMessageContaining("The vertex 'dilated' reaches over 6000 places, above the bound of 4096");
        assertThatThrownBy(() -> Dl4jExport.configuration(dense(200_000_000), task))
                .hasMessageContaining("The vertex 'dense' needs 600000000 numbers");
    }

    @Test
    void anInputThatNothingReadsIsNamedAndRefused() {
        Architecture.Builder builder = Architecture.builder();
        String read = builder.add("data", new Operation.Input(new Shape.Vector(3)));
        builder.add("spare", new Operation.Input(new Shape.Vector(2)));
        Architecture half = builder.output(builder.add("dense", new Operation.Dense(2, true), read))
                .build();
        assertThatThrownBy(() -> Dl4jExport.configuration(half))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'spare' is an input that nothing reads")
                .extracting(refused -> ((InvalidInputException) refused).pointer())
                .isEqualTo("/vertices/1");
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

    private static Architecture dilated(int dilation) {
        return new Architecture(
                List.of(
                        new Vertex("data", new Operation.Input(new Shape.Sequence(3, 4)), List.of()),
                        new Vertex(
                                "dilated", new Operation.DepthwiseConvolution(3, 1, dilation, false), List.of("data")),
                        new Vertex("flat", new Operation.Flatten(), List.of("dilated"))),
                List.of("flat"));
    }

    private static Architecture dense(int units) {
        return new Architecture(
                List.of(
                        new Vertex("data", new Operation.Input(new Shape.Vector(3)), List.of()),
                        new Vertex("dense", new Operation.Dense(units, true), List.of("data"))),
                List.of("dense"));
    }

    @Test
    void outputsOfAnUntrainedArchitectureHaveTheLossOfTheirUnits() {
        Architecture.Builder builder = Architecture.builder();
        String input = builder.add("input", new Operation.Input(new Shape.Vector(3)));
        builder.output(builder.add("kind", new Operation.Dense(5, true), input));
        builder.output(builder.add("price", new Operation.Dense(1, true), input));
        ComputationGraphConfiguration graph =
                ComputationGraphConfiguration.fromJson(Dl4jExport.configuration(builder.build()));
        assertThat(graph.getNetworkOutputs().stream()
                        .map(name -> (LayerVertex)
                                Objects.requireNonNull(graph.getVertices().get(name)))
                        .map(vertex -> (LossLayer) vertex.getLayerConf().getLayer())
                        .map(layer -> layer.getActivationFn().toString()))
                .containsExactly("softmax", "identity");
    }
}
