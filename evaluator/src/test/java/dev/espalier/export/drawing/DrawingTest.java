package dev.espalier.export.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Shape;
import dev.espalier.space.Decisions;
import dev.espalier.space.Ports;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.trial.Seeds;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class DrawingTest {
    private static final Ports PORTS = Ports.of(new Shape.Image(1, 8, 8), 10);

    @ParameterizedTest
    @ValueSource(strings = {"cell", "darts-cell", "chain", "size"})
    void boxesDoNotOverlapAndLinesLeadDown(String space) {
        for (int seed = 0; seed < 5; seed++) {
            Drawing drawing = Drawing.of(random(space, seed));
            List<Drawing.Node> nodes = drawing.nodes();
            for (int i = 0; i < nodes.size(); i++) {
                assertThat(nodes.get(i).x() + nodes.get(i).width()).isBetween(0.0, drawing.width());
                assertThat(nodes.get(i).y() + nodes.get(i).height()).isBetween(0.0, drawing.height());
            }
            assertNoOverlap(drawing);
            for (Drawing.Edge edge : drawing.edges()) {
                Drawing.Node from = node(drawing, edge.from());
                Drawing.Node to = node(drawing, edge.to());
                List<Double> last = edge.points().get(edge.points().size() - 1);
                assertThat(edge.points().get(0).get(1)).isCloseTo(from.y() + from.height(), within());
                assertThat(last.get(1)).isCloseTo(to.y(), within());
                assertThat(last.get(0)).isBetween(to.x(), to.x() + to.width());
                assertThat(from.y()).isLessThan(to.y());
            }
        }
    }

    @Test
    void equalArchitecturesGiveEqualDrawingsInManyThreads() {
        Architecture architecture = random("darts-cell", 3);
        Drawing expected = Drawing.of(architecture);
        List<CompletableFuture<Drawing>> drawings = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> Drawing.of(architecture)))
                .toList();
        assertThat(drawings).extracting(CompletableFuture::join).containsOnly(expected);
    }

    @Test
    void boxesSayWhatTheyComputeGiveAndBelongTo() {
        Drawing drawing = Drawing.of(random("cell", 1));
        Drawing.Node stem = node(drawing, "stem/conv3x3/conv");
        assertThat(stem.label()).isEqualTo("Convolution 3x3, 8");
        assertThat(stem.shape()).isEqualTo("8x8x8");
        assertThat(stem.group()).isEqualTo("stem/conv3x3");
        assertThat(drawing.nodes()).extracting(Drawing.Node::group).contains("", "head", "stage1/cell1");
        assertThat(drawing.nodes()).extracting(Drawing.Node::label).contains("Input", "Batch normalization", "ReLU");
    }

    @Test
    void anSvgIsWellFormedWhateverKeysHold() throws Exception {
        Architecture.Builder builder = Architecture.builder();
        String input = builder.add("in<&\">", new Operation.Input(new Shape.Vector(3)));
        Architecture odd = builder.output(builder.add("out", new Operation.Dense(2, true), input))
                .build();
        String svg = Svg.of(Drawing.of(odd));
        var document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(document.getElementsByTagName("polyline").getLength()).isEqualTo(1);
        assertThat(document.getElementsByTagName("title").item(1).getTextContent())
                .isEqualTo("in<&\">");
        assertThat(svg).contains("Dense 2");
    }

    @Test
    void aPngHasTheDrawingsSizeAndIsNotBlank() throws Exception {
        Drawing drawing = Drawing.of(random("cell", 2));
        byte[] png = Png.of(drawing);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo((int) Math.ceil(drawing.width() * 2));
        assertThat(image.getHeight()).isEqualTo((int) Math.ceil(drawing.height() * 2));
        Files.write(Files.createDirectories(Path.of("target")).resolve("drawing.png"), png);
        Files.writeString(Path.of("target/drawing.svg"), Svg.of(drawing));
        Drawing.Node first = drawing.nodes().get(0);
        assertThat(image.getRGB((int) (2 * first.x()) + 20, (int) (2 * first.y()) + 6) & 0xffffff)
                .isEqualTo(0xf3e8ff);
    }

    @Test
    void fourHundredVerticesAreLaidOut() {
        SearchSpace space = SearchSpaces.catalog()
                .make("cell", Map.of("cellsPerStage", 6, "stages", 3))
                .fit(PORTS);
        Drawing drawing = Drawing.of(space.decode(Decisions.of(3, 3, 3, 3, 3, 3)));
        assertThat(drawing.nodes()).hasSizeGreaterThan(380);
        assertNoOverlap(drawing);
    }

    @Test
    void connectionsOverManyLayersAreDrawnStraight() {
        Architecture.Builder builder = Architecture.builder();
        List<String> keys = new ArrayList<>(List.of(builder.add("in", new Operation.Input(new Shape.Vector(4)))));
        for (int i = 1; i < 399; i++) {
            String other = keys.get(Math.max(0, keys.size() - 3));
            keys.add(builder.add("part/vertex" + i, new Operation.Add(), keys.get(keys.size() - 1), other));
        }
        builder.add("out", new Operation.Add(), keys);
        Drawing drawing = Drawing.of(builder.output("out").build());
        assertThat(drawing.nodes()).hasSize(400);
        assertThat(drawing.edges())
                .hasSize(398 * 2 + 399)
                .allMatch(edge -> edge.points().size() == 2);
        assertNoOverlap(drawing);
    }

    private static Architecture random(String name, int seed) {
        SearchSpace space = SearchSpaces.catalog().make(name, Map.of()).fit(PORTS);
        return space.decode(space.complete(Decisions.none(), new Seeds(seed).stream("play")));
    }

    private static Drawing.Node node(Drawing drawing, String key) {
        return drawing.nodes().stream()
                .filter(node -> node.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static void assertNoOverlap(Drawing drawing) {
        List<Drawing.Node> nodes = drawing.nodes();
        for (int i = 0; i < nodes.size(); i++) {
            for (int j = i + 1; j < nodes.size(); j++) {
                assertThat(overlap(nodes.get(i), nodes.get(j))).isFalse();
            }
        }
    }

    private static boolean overlap(Drawing.Node one, Drawing.Node other) {
        return one.x() < other.x() + other.width()
                && other.x() < one.x() + one.width()
                && one.y() < other.y() + other.height()
                && other.y() < one.y() + one.height();
    }

    private static Offset<Double> within() {
        return Offset.offset(0.2);
    }
}
