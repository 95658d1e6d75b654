package dev.espalier.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.trial.Seeds;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedMultigraph;
import org.jgrapht.nio.dot.DOTImporter;
import org.jgrapht.nio.graphml.GraphMLImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ArchitectureJsonTest {
    private static final String GOOD = """
            {"vertices": [
               {"key": "in", "operation": {"type": "input", "shape": {"type": "vector", "channels": 13}}, "inputs": []},
               {"key": "dense", "operation": {"type": "dense", "units": 2, "bias": true}, "inputs": ["in"]}],
             "outputs": ["dense"]}""";

    @Test
    void whatIsWrittenIsReadBackEqual() {
        for (int i = 0; i < 100; i++) {
            Architecture architecture = RandomArchitectures.draw(new Seeds(i).stream("graph"), 12);
            assertThat(ArchitectureJson.read(ArchitectureJson.write(architecture)))
                    .isEqualTo(architecture);
            assertThat(ArchitectureJson.read(ArchitectureJson.writePretty(architecture)))
                    .isEqualTo(architecture);
        }
    }

    @Test
    void everyOperationIsReadBackEqual() {
        Architecture.Builder builder = Architecture.builder();
        builder.add("image", new Operation.Input(new Shape.Image(2, 4, 4)));
        builder.add("series", new Operation.Input(new Shape.Sequence(2, 16)));
        builder.add("depthwise", new Operation.DepthwiseConvolution(3, 1, 2, true), "image");
        builder.add("norm", new Operation.BatchNormalization(), "depthwise");
        builder.add("pool", new Operation.Pooling(Operation.Pooling.Kind.MAX, 2, 2), "norm");
        builder.add("flat", new Operation.Flatten(), "pool");
        builder.add("dropout", new Operation.Dropout(0.25), "flat");
        builder.add("conv", new Operation.Convolution(8, 3, 2, 1, true), "series");
        builder.add("same", new Operation.Identity(), "conv");
        builder.add("elu", new Operation.Activation(Operation.Activation.Function.ELU), "same");
        builder.add("global", new Operation.GlobalPooling(Operation.Pooling.Kind.AVERAGE), "elu");
        builder.add("sum", new Operation.Add(), "global", "dropout");
        builder.add("both", new Operation.Concatenate(), "sum", "global");
        builder.output(builder.add("dense", new Operation.Dense(3, false), "both"));
        builder.output(builder.add("named", new Operation.Named("op: gat"), "both"));
        builder.output(builder.add("zero", new Operation.Zero(3), "both"));
        Architecture all = builder.build();
        Set<Class<?>> used = all.vertices().stream()
                .map(vertex -> vertex.operation().getClass())
                .collect(Collectors.toSet());
        assertThat(used).hasSize(Operation.class.getPermittedSubclasses().length);
        assertThat(ArchitectureJson.read(ArchitectureJson.write(all))).isEqualTo(all);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"units\": 2        | \"units\": 0             | /vertices/1/operation",
                "\"units\": 2        | \"units\": 2000000000000 | /vertices/1/operation/units",
                "\"units\": 2        | \"units\": 2000000000    | /vertices/1",
                "\"units\": 2        | \"units\": 2.5           | /vertices/1/operation/units",
                "\"units\": 2        | \"units\": \"2\"         | /vertices/1/operation/units",
                "\"units\": 2        | \"units\": null          | /vertices/1/operation/units",
                "\"units\": 2,       | ~~                       | /vertices/1/operation/units",
                "\"units\": 2        | \"units\": 2, \"unit\": 3 | /vertices/1/operation/unit",
                "\"units\": 2        | \"units\": 2, \"units\": 3 | /vertices/1/operation",
                "\"units\": 2        | \"units\": 2, \"a~/b\": 3 | /vertices/1/operation/a~0~1b",
                "\"type\": \"dense\" | \"type\": \"attention\"  | /vertices/1/operation",
                "~\"dense\", \"units\": 2, \"bias\": true~ | ~\"activation\", \"function\": 0~ | /vertices/1/operation/function",
                "\"channels\": 13    | \"channels\": -1         | /vertices/0/operation/shape",
                "[\"in\"]            | [\"out\"]                | /vertices/1",
                "[\"in\"]            | [null]                   | /vertices/1/inputs/0",
                "[\"in\"]            | [\"dense\"]              | /vertices/1",
                "[\"in\"]            | []                       | /vertices/1",
                "\"key\": \"dense\"  | \"key\": \"in\"          | /vertices/1",
                "[\"dense\"]         | [\"other\"]              | /outputs/0",
                "[\"dense\"]         | []                       | /outputs",
                "[\"dense\"]         | \"dense\"                | /outputs",
                "\"outputs\"         | \"output\"               | /outputs",
            })
    void whatIsWrongIsRefusedWithItsPlace(String good, String bad, String pointer) {
        assertThat(GOOD).contains(good);
        assertThatThrownBy(() -> ArchitectureJson.read(GOOD.replace(good, bad)))
                .isInstanceOf(InvalidInputException.class)
                .extracting(refused -> ((InvalidInputException) refused).pointer())
                .isEqualTo(pointer);
    }

    @Test
    void hostileDocumentsAreRefused() {
        List<String> hostile = List.of(
                "",
                "null",
                "[]",
                "{",
                GOOD + "{}",
                "[".repeat(100_000),
                "{\"vertices\": " + "9".repeat(100_000),
                GOOD.replace("dense", "x".repeat(10_000)),
                " ".repeat(5_000_000) + GOOD,
                GOOD.replace("{\"type\": \"vector\"", "{\"type\": \"java.io.File\""));
        assertThat(hostile)
                .allSatisfy(document -> assertThatThrownBy(() -> ArchitectureJson.read(document))
                        .isInstanceOf(InvalidInputException.class));
        String vertices = IntStream.range(0, 11_000)
                .mapToObj(
                        "{\"key\": \"v%d\", \"operation\": {\"type\": \"identity\"}, \"inputs\": [\"in\"]}"::formatted)
                .collect(Collectors.joining(", "));
        assertThatThrownBy(() -> ArchitectureJson.read("{\"vertices\": [" + vertices + "], \"outputs\": [\"v1\"]}"))
                .hasMessageContaining("above the bound of 10000");
    }

    @Test
    void otherToolsReadTheSameGraph() {
        for (int i = 0; i < 20; i++) {
            Architecture architecture = RandomArchitectures.draw(new Seeds(i).stream("graph"), 12);
            Graph<String, DefaultEdge> graphMl = new DirectedMultigraph<>(DefaultEdge.class);
            GraphMLImporter<String, DefaultEdge> importer = new GraphMLImporter<>();
            importer.setVertexFactory(id -> id);
            importer.importGraph(graphMl, new StringReader(GraphText.graphMl(architecture)));
            assertThat(edges(graphMl)).isEqualTo(edges(architecture));
            Graph<String, DefaultEdge> dot = new DirectedMultigraph<>(DefaultEdge.class);
            DOTImporter<String, DefaultEdge> dotImporter = new DOTImporter<>();
            dotImporter.setVertexFactory(id -> id);
            dotImporter.importGraph(dot, new StringReader(GraphText.dot(architecture)));
            assertThat(edges(dot)).isEqualTo(edges(architecture));
        }
    }

    @Test
    void otherToolsReadKeysOfAnyCharacters() throws Exception {
        Architecture.Builder builder = Architecture.builder();
        builder.add("in", new Operation.Input(new Shape.Vector(1)));
        String key = "a\\\"]; b [\u0001<&>\ud800";
        Architecture architecture =
                builder.output(builder.add(key, new Operation.Identity(), "in")).build();
        assertThat(GraphText.dot(architecture)).contains("label=\"a\\\\\\\"]; b [");
        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(GraphText.graphMl(architecture))));
        assertThat(xml.getElementsByTagName("node").item(1).getTextContent()).contains("a\\\"]; b [\uFFFD<&>\uFFFD");
    }

    private static List<String> edges(Graph<String, DefaultEdge> graph) {
        return graph.edgeSet().stream()
                .map(edge -> graph.getEdgeSource(edge) + " " + graph.getEdgeTarget(edge))
                .sorted()
                .toList();
    }

    private static List<String> edges(Architecture architecture) {
        List<String> keys = architecture.vertices().stream().map(Vertex::key).toList();
        return architecture.graph().edgeSet().stream()
                .map(edge -> "v" + keys.indexOf(edge.source()) + " v" + keys.indexOf(edge.target()))
                .sorted()
                .toList();
    }
}
