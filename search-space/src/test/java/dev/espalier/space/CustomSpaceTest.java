package dev.espalier.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.ArchitectureJson;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Shape;
import dev.espalier.architecture.Vertex;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.trial.Seeds;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CustomSpaceTest {
    private static final Ports IMAGE = Ports.of(new Shape.Image(1, 8, 8), 10);

    private static List<String> examples() throws IOException {
        String page = Files.readString(Path.of("../docs/spaces.md"));
        return Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    private static SearchSpace space(Object definition, Ports ports) {
        return SearchSpaces.catalog()
                .make("custom", Map.of("definition", definition))
                .fit(ports);
    }

    @Test
    void theExamplesOfThePageAreSpacesOfTheSizeItSays() throws IOException {
        assertThat(examples().stream().map(example -> space(example, IMAGE).size()))
                .containsExactly(BigInteger.valueOf(198), BigInteger.valueOf(64));
    }

    @Test
    void theExamplesToStartFromFitTheirKindOfData() {
        assertThat(CustomExamples.ALL).hasSize(3).allSatisfy(example -> {
            Ports ports = example.text().contains("vector") ? Ports.of(new Shape.Vector(7), 2) : IMAGE;
            assertThat(space(example.text(), ports).size()).isGreaterThan(BigInteger.valueOf(8));
        });
    }

    @Test
    void whatIsNotJsonIsRefusedWithItsLine() {
        assertThatThrownBy(() -> space("{\"input\": \"image\",\n \"decisions\": [,]}", IMAGE))
                .hasMessageStartingWith("This is not JSON at line 2, column 16: ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void everyPlayOfTheExamplesDecodes(int example) throws IOException {
        SearchSpace space = space(examples().get(example), IMAGE);
        for (int i = 0; i < 300; i++) {
            Architecture architecture = space.decode(space.complete(Decisions.none(), new Seeds(i).stream("play")));
            assertThat(architecture.shape(architecture.outputs().get(0))).isEqualTo(new Shape.Vector(10));
            assertThat(ArchitectureJson.read(ArchitectureJson.write(architecture)))
                    .isEqualTo(architecture);
        }
    }

    @Test
    void theChainAsksOnlyForLayersThatAreThere() throws IOException {
        SearchSpace chain = space(examples().get(0), IMAGE);
        assertThat(chain.fixedDecisions()).isEmpty();
        assertThat(names(chain, Decisions.of(0, 1, 2))).containsExactly("depth", "width", "kernel1");
        assertThat(names(chain, Decisions.of(2, 1, 2, 0, 1, 1)))
                .containsExactly("depth", "width", "kernel1", "kernel2", "kernel3", "skip");
        Architecture deep = chain.decode(Decisions.of(2, 1, 2, 0, 1, 1));
        assertThat(keys(deep))
                .containsExactly(
                        "input",
                        "layer1/convolution",
                        "layer1/batch-normalization",
                        "layer1/activation",
                        "layer2/convolution",
                        "layer2/batch-normalization",
                        "layer2/activation",
                        "layer3/3/convolution",
                        "layer3/3/batch-normalization",
                        "layer3/3/activation",
                        "end/sum",
                        "head/pool",
                        "head/dense");
        assertThat(deep.vertex("layer1/convolution").operation()).isEqualTo(Operation.Convolution.of(16, 5));
        assertThat(deep.shape("end/sum")).isEqualTo(new Shape.Image(32, 4, 4));
        assertThat(chain.decode(Decisions.of(0, 1, 2)).vertices()).hasSize(6);
    }

    private static List<String> names(SearchSpace space, Decisions play) {
        return space.points(play).stream().map(DecisionPoint::name).toList();
    }

    private static List<String> keys(Architecture architecture) {
        return architecture.vertices().stream().map(Vertex::key).toList();
    }

    @Test
    void theCellIsPrunedAndConstantWithoutAPath() throws IOException {
        SearchSpace cell = space(examples().get(1), IMAGE);
        assertThat(cell.fixedDecisions()).isPresent();
        assertThat(cell.decode(Decisions.of(2, 0, 0)).constant()).isTrue();
        Architecture one = cell.decode(Decisions.of(2, 1, 0));
        assertThat(keys(one)).contains("reduction/convolution").noneMatch(key -> key.startsWith("cell"));
        assertThat(keys(cell.decode(Decisions.of(2, 0, 3))))
                .contains("cell1/edge0-1/conv3x3/convolution", "cell2/edge1-2/pool3x3/pooling");
    }

    @Test
    void aDefinitionMayBeAnObjectToo() {
        Map<String, Object> definition = Map.of(
                "input",
                "vector",
                "decisions",
                List.of(Map.of("name", "units", "options", List.of(2, 4))),
                "vertices",
                List.of(Map.of(
                        "key",
                        "dense",
                        "inputs",
                        List.of("input"),
                        "layers",
                        List.of(Map.of("type", "dense", "units", Map.of("decision", "units"))))),
                "output",
                "dense");
        assertThat(space(definition, Ports.of(new Shape.Vector(3), 1)).size()).isEqualTo(BigInteger.TWO);
        JsonNode read = JsonMapper.shared().valueToTree(definition);
        assertThat(space(read, Ports.of(new Shape.Vector(3), 1)).size()).isEqualTo(BigInteger.TWO);
        assertThatThrownBy(() -> space(definition, IMAGE)).hasMessageContaining("takes one vector");
    }

    /** Ways that later conditions tell apart are counted, not every option of what no condition asks for. */
    @Test
    @Timeout(60)
    void decisionsThatNoConditionAsksForDoNotMultiplyTheCount() {
        String options = IntStream.range(0, 64).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        String decisions = IntStream.range(0, 88)
                .mapToObj(i -> i < 14
                        ? "{\"name\": \"d%d\", \"options\": [0, 1]}".formatted(i)
                        : i < 74
                                ? "{\"name\": \"d%d\", \"options\": [%s]}".formatted(i, options)
                                : "{\"name\": \"d%d\", \"options\": [0, 1], \"when\": {\"decision\": \"d%d\", \"is\": [1]}}"
                                        .formatted(i, i - 74))
                .collect(Collectors.joining(", "));
        String document = """
                {"input": "image", "decisions": [%s],
                 "vertices": [{"key": "x", "inputs": ["input"], "layers": []}], "output": "x"}""".formatted(decisions);
        assertThat(space(document, IMAGE).size())
                .isEqualTo(BigInteger.valueOf(3)
                        .pow(14)
                        .multiply(BigInteger.valueOf(64).pow(60)));
    }

    private static final String GOOD = """
            {"input": "image",
             "decisions": [
               {"name": "a", "kind": "k", "options": [1, 3]},
               {"name": "b", "kind": "k", "options": [1, 3], "when": {"decision": "a", "is": [3]}}],
             "blocks": {"block": {"vertices": [{"key": "v", "inputs": ["input"], "layers": []}], "output": "v"}},
             "vertices": [
               {"key": "x", "inputs": ["input"], "layers": [{"type": "convolution", "filters": 4, "kernel": {"decision": "a"}}]},
               {"key": "y", "inputs": ["x"], "layers": {"decision": "b", "options": {"1": [], "3": []}}},
               {"key": "z", "inputs": ["x", "y"], "block": "block"}],
             "output": "z"}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"image\"                   | \"sound\"                   | /input",
                "\"image\"                   | 3                           | /input",
                "\"input\": \"image\",       | ~~                          | ~~",
                "\"output\": \"z\"           | \"output\": \"w\"           | /output",
                "\"output\": \"z\"           | \"outputs\": \"z\"          | /outputs",
                "[1, 3]}                     | []}                         | /decisions/0/options",
                "[1, 3]}                     | [1, 1]}                     | /decisions/0/options/1",
                "[1, 3]}                     | [1, null]}                  | /decisions/0/options/1",
                "[1, 3]}                     | [1, 1e999]}                 | /decisions/0/options/1",
                "[1, 3]}                     | [1, 4]}                     | /decisions/1/options",
                "\"name\": \"b\"             | \"name\": \"a\"             | /decisions/1/name",
                "\"name\": \"b\"             | \"name\": \"../b\"          | /decisions/1/name",
                "\"is\": [3]                 | \"is\": [2]                 | /decisions/1/when/is/0",
                "\"decision\": \"a\", \"is\" | \"decision\": \"b\", \"is\" | /decisions/1/when/decision",
                "\"filters\": 4              | \"filters\": 0              | /vertices/0/layers/0/filters",
                "\"filters\": 4              | \"filters\": 4.5            | /vertices/0/layers/0/filters",
                "\"filters\": 4              | \"filters\": 99999999999999999999999999 | /vertices/0/layers/0/filters",
                "\"filters\": 4              | \"filters\": 2000000000     | /vertices/0/layers/0/filters",
                "\"filters\": 4              | \"filters\": \"half\"       | /vertices/0/layers/0/filters",
                "\"filters\": 4,             | ~~                          | /vertices/0/layers/0",
                "\"filters\": 4              | \"filters\": 4, \"padding\": 1 | /vertices/0/layers/0/padding",
                "{\"decision\": \"a\"}       | {\"decision\": \"c\"}       | /vertices/0/layers/0/kernel/decision",
                "\"kernel\": {\"decision\": \"a\"} | \"kernel\": 99        | /vertices/0/layers/0/kernel",
                "\"convolution\"             | \"attention\"               | /vertices/0/layers/0/type",
                "\"inputs\": [\"x\"]         | \"inputs\": [\"q\"]         | /vertices/1/inputs/0",
                "\"inputs\": [\"x\"]         | \"inputs\": [\"z\"]         | /vertices/1",
                "\"inputs\": [\"x\"]         | \"inputs\": [\"y\"]         | /vertices/1",
                "\"inputs\": [\"x\"]         | \"inputs\": []              | /vertices/1/inputs",
                "\"key\": \"y\"              | \"key\": \"x\"              | /vertices/1/key",
                "\"key\": \"y\"              | \"key\": \"input\"          | /vertices/1/key",
                "\"key\": \"y\"              | \"key\": \"head\"           | /vertices/1/key",
                "\"1\": [], \"3\": []        | \"1\": []                   | /vertices/1/layers/options",
                "\"1\": [], \"3\": []        | \"1\": [], \"2\": []        | /vertices/1/layers/options/2",
                "\"block\": \"block\"        | \"block\": \"other\"        | /vertices/2/block",
                "\"block\": \"block\"        | \"block\": \"block\", \"layers\": [] | /vertices/2",
                "[\"input\"], \"layers\": []}], \"output\": \"v\" | [\"input\"], \"block\": \"block\"}], \"output\": \"v\" | /blocks/block/vertices/0/block",
                "[\"x\", \"y\"]              | [\"x\", \"input\"]          | /vertices/2",
                "[\"x\", \"y\"]              | [\"x\", \"y\"], \"join\": \"multiply\" | /vertices/2/join",
            })
    void whatIsWrongIsRefusedWithItsPlace(String good, String bad, String pointer) {
        assertThat(space(GOOD, IMAGE).size()).isEqualTo(BigInteger.valueOf(3));
        assertThat(GOOD).contains(good);
        assertThatThrownBy(() -> space(GOOD.replace(good, bad), IMAGE))
                .isInstanceOf(InvalidInputException.class)
                .extracting(refused -> ((InvalidInputException) refused).pointer())
                .isEqualTo("/settings/definition" + pointer);
    }

    /** Only there does it meet the keys of the head that every network ends with. */
    @Test
    void aVertexOfABlockMayBeCalledHead() {
        String inside = GOOD.replace("\"v\"", "\"head\"");
        assertThat(space(inside, IMAGE).size()).isEqualTo(BigInteger.valueOf(3));
    }

    @Test
    void hostileDocumentsAreRefused() {
        String doubling = IntStream.rangeClosed(1, 30)
                .mapToObj(i -> """
                        "b%d": {"vertices": [{"key": "v", "inputs": ["input"], "block": "b%d"},
                        {"key": "w", "inputs": ["v"], "block": "b%d"}], "output": "w"}""".formatted(i, i - 1, i - 1))
                .collect(Collectors.joining(", "));
        String bomb = """
                {"input": "image", "decisions": [{"name": "a", "options": [1]}],
                 "blocks": {"b0": {"vertices": [{"key": "v", "inputs": ["input"], "layers": [{"type": "identity"}]}],
                 "output": "v"}, %s}, "vertices": [{"key": "x", "inputs": ["input"], "block": "b30"}], "output": "x"}""".formatted(doubling);
        List<String> hostile = List.of(
                "",
                "null",
                "[]",
                "{",
                GOOD + GOOD,
                "[".repeat(100_000),
                GOOD + " ".repeat(300_000),
                GOOD.replace("\"x\"", "\"" + "x".repeat(10_000) + "\""),
                GOOD.replace("\"input\": \"image\"", "\"input\": \"image\", \"input\": \"image\""),
                bomb,
                bomb.replace("{\"type\": \"identity\"}", ""));
        assertThat(hostile)
                .allSatisfy(document -> assertThatThrownBy(() -> space(document, IMAGE))
                        .isInstanceOf(InvalidInputException.class)
                        .extracting(refused ->
                                ((InvalidInputException) refused).pointer().startsWith("/settings/definition"))
                        .isEqualTo(true));
    }
}
