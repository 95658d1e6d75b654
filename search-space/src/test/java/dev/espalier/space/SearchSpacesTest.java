package dev.espalier.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.ArchitectureJson;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Shape;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.trial.Seeds;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every entry of the catalogue promises. */
class SearchSpacesTest {
    static final Ports IMAGE = Ports.of(new Shape.Image(1, 8, 8), 10);
    static final Ports VECTOR = Ports.of(new Shape.Vector(13), 2);

    static Stream<String> names() {
        return SearchSpaces.catalog().names().stream();
    }

    static Ports ports(String name) {
        return List.of("mlp", "branched").contains(name) ? VECTOR : IMAGE;
    }

    static SearchSpace space(String name) {
        return SearchSpaces.catalog().make(name, Map.of()).fit(ports(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyRandomPlayDecodesToANetworkWithItsPorts(String name) {
        SearchSpace space = space(name);
        for (int i = 0; i < 200; i++) {
            Decisions play = space.complete(Decisions.none(), new Seeds(i).stream("play"));
            Architecture architecture = space.decode(play);
            assertThat(architecture.inputs()).hasSize(1);
            assertThat(architecture.shape("input")).isEqualTo(ports(name).input());
            assertThat(architecture.outputs()).hasSize(1);
            assertThat(architecture.shape(architecture.outputs().get(0)))
                    .isEqualTo(new Shape.Vector(ports(name).units()));
        }
    }

    /** Start weights hang on the keys, and a history is told again by any machine. */
    @ParameterizedTest
    @MethodSource("names")
    void namesDoNotDependOnTheLanguageOfTheMachine(String name) {
        Decisions play = space(name).complete(Decisions.none(), new Seeds(1).stream("play"));
        List<DecisionPoint> points = space(name).points(play);
        Architecture architecture = space(name).decode(play);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("fa-IR"));
            assertThat(space(name).points(play)).isEqualTo(points);
            assertThat(space(name).decode(play)).isEqualTo(architecture);
        } finally {
            Locale.setDefault(before);
        }
    }

    /** Not even ones whose vertices have the names of the space. */
    @ParameterizedTest
    @MethodSource("names")
    void architecturesOfOthersAreNotEncoded(String name) {
        Architecture.Builder builder = Architecture.builder();
        for (String key : List.of("layer1/relu", "layer1/sum", "layer2/branch1/dense", "task1/dense", "task2/dense")) {
            builder.add(key, new Operation.Input(ports(name).input()));
        }
        builder.output(builder.add("same", new Operation.Identity(), "layer1/relu"));
        assertThat(space(name).encode(builder.build())).isEmpty();
    }

    @Test
    void theLargestNetworksThatSettingsAllowAreWithinTheBound() {
        // separable convolutions everywhere; all banks, by two paths of two
        requireWithinBound("darts-cell", Map.of("stages", 6, "cellsPerStage", 20), point -> 0);
        requireWithinBound(
                "memory-bank",
                Map.of("stages", 6, "layersPerStage", 20, "banks", 6),
                point -> point.options().size() - 1);
    }

    private static void requireWithinBound(
            String name, Map<String, Integer> settings, ToIntFunction<DecisionPoint> choice) {
        SearchSpace space = SearchSpaces.catalog().make(name, settings).fit(Ports.of(new Shape.Image(3, 64, 64), 10));
        int[] play =
                space.fixedDecisions().orElseThrow().stream().mapToInt(choice).toArray();
        Architecture largest = space.decode(Decisions.of(play));
        assertThat(largest.vertices()).hasSizeBetween(6_000, 9_500);
        assertThat(ArchitectureJson.read(ArchitectureJson.write(largest))).isEqualTo(largest);
    }

    @ParameterizedTest
    @MethodSource("names")
    void encodedArchitecturesDecodeToThemselves(String name) {
        SearchSpace space = space(name);
        for (int i = 0; i < 200; i++) {
            Architecture architecture = space.decode(space.complete(Decisions.none(), new Seeds(i).stream("play")));
            if (name.equals("custom")) {
                assertThat(space.encode(architecture)).isEmpty();
            } else {
                assertThat(space.encode(architecture).map(space::decode)).contains(architecture);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void otherPortsAreRefusedWithAReason(String name) {
        Ports wrong = ports(name) == IMAGE ? VECTOR : IMAGE;
        assertThatThrownBy(() -> SearchSpaces.catalog().make(name, Map.of()).fit(wrong))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("takes one")
                .extracting(refused -> ((InvalidInputException) refused).pointer())
                .isEqualTo(name.equals("custom") ? "/settings/definition/input" : "/name");
    }

    @ParameterizedTest
    @MethodSource("small")
    void sizeIsTheNumberOfPlays(String name, Map<String, Object> settings) {
        SearchSpace space = SearchSpaces.catalog().make(name, settings).fit(ports(name));
        assertThat(space.size()).isEqualTo(BigInteger.valueOf(count(space, Decisions.none())));
    }

    static Stream<Arguments> small() {
        return Stream.of(
                Arguments.of("cell", Map.of()),
                Arguments.of("size", Map.of("stages", 2)),
                Arguments.of("memory-bank", Map.of("banks", 2, "layersPerStage", 1, "stages", 2)),
                Arguments.of("chain", Map.of("maxDepth", 4, "widths", "1, 2", "kernels", "3")),
                Arguments.of("chain", Map.of("maxDepth", 4, "widths", "2, 3", "kernels", "1")),
                Arguments.of("custom", Map.of()),
                Arguments.of("branched", Map.of()),
                Arguments.of("mlp", Map.of("maxDepth", 4, "widths", "2, 4")));
    }

    private static long count(SearchSpace space, Decisions prefix) {
        return space.next(prefix)
                .map(point -> Arrays.stream(point.legalOptions())
                        .mapToLong(option -> count(space, prefix.then(option)))
                        .sum())
                .orElse(1L);
    }

    @ParameterizedTest
    @MethodSource("names")
    void anIllegalPlayIsRefusedWithItsPlace(String name) {
        SearchSpace space = space(name);
        Decisions play = space.complete(Decisions.none(), new Seeds(1).stream("play"));
        assertThatThrownBy(() -> space.decode(play.with(2, 99)))
                .isInstanceOf(InvalidInputException.class)
                .extracting(refused -> ((InvalidInputException) refused).pointer())
                .isEqualTo("/2");
        assertThatThrownBy(() -> space.decode(play.prefix(2))).hasMessageContaining("ends before");
        assertThatThrownBy(() -> space.decode(play.then(0))).hasMessageContaining("complete after");
    }

    @ParameterizedTest
    @MethodSource("names")
    void thePointsOfAFixedGameNeverDependOnThePlay(String name) {
        SearchSpace space = space(name);
        for (int i = 0; i < 20; i++) {
            Decisions play = space.complete(Decisions.none(), new Seeds(i).stream("play"));
            space.fixedDecisions()
                    .ifPresent(fixed -> assertThat(space.points(play)).isEqualTo(fixed));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void theSamePrefixAlwaysLeadsToTheSamePoint(String name) {
        SearchSpace space = space(name);
        SearchSpace again = space(name);
        for (int i = 0; i < 20; i++) {
            Decisions play = space.complete(Decisions.none(), new Seeds(i).stream("play"));
            for (int length = play.size(); length >= 0; length--) {
                assertThat(space.next(play.prefix(length))).isEqualTo(again.next(play.prefix(length)));
            }
            assertThat(space.decode(play)).isEqualTo(again.decode(play));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void decisionsOfOneKindHaveTheSameOptions(String name) {
        SearchSpace space = space(name);
        Map<String, List<String>> options = new TreeMap<>();
        for (int i = 0; i < 50; i++) {
            for (DecisionPoint point : space.points(space.complete(Decisions.none(), new Seeds(i).stream("play")))) {
                assertThat(options.computeIfAbsent(point.kind(), kind -> point.options()))
                        .isEqualTo(point.options());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cell, 8, 8, 3",
        "cell, 7, 9, 3",
        "cell, 28, 28, 4",
        "darts-cell, 8, 8, 4",
        "darts-cell, 7, 9, 3",
        "size, 5, 28, 3",
        "memory-bank, 7, 9, 3"
    })
    void everyExtentThatCanBeHalvedOftenEnoughWorks(String name, int height, int width, int stages) {
        Ports ports = Ports.of(new Shape.Image(3, height, width), 10);
        SearchSpace space =
                SearchSpaces.catalog().make(name, Map.of("stages", stages)).fit(ports);
        for (int i = 0; i < 50; i++) {
            Architecture architecture = space.decode(space.complete(Decisions.none(), new Seeds(i).stream("play")));
            assertThat(architecture.shape(architecture.outputs().get(0))).isEqualTo(new Shape.Vector(10));
        }
    }

    @ParameterizedTest
    @CsvSource({"cell", "darts-cell", "size", "memory-bank"})
    void moreStagesThanTheExtentAllowsAreRefused(String name) {
        assertThatThrownBy(() ->
                        SearchSpaces.catalog().make(name, Map.of("stages", 5)).fit(IMAGE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1x8x8")
                .extracting(refused -> ((InvalidInputException) refused).pointer())
                .isEqualTo("/settings/stages");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"chain | kernels | 1, 2", "chain | widths | 0", "mlp | widths | 16, x", "size | widths | 8, 8"})
    void listsThatAreNoneAreRefused(String name, String setting, String value) {
        assertThatThrownBy(() -> SearchSpaces.catalog().make(name, Map.of(setting, value)))
                .isInstanceOf(InvalidInputException.class)
                .extracting(refused -> ((InvalidInputException) refused).pointer())
                .isEqualTo("/settings/" + setting);
    }

    @Test
    void severalOutputsEachGetAHead() {
        Ports two = new Ports(List.of(new Shape.Image(1, 8, 8)), List.of(3, 5));
        SearchSpace cell = SearchSpaces.catalog().make("cell", Map.of()).fit(two);
        for (Decisions play : List.of(Decisions.of(3, 1, 2, 0, 4, 1), Decisions.of(0, 0, 0, 0, 0, 0))) {
            Architecture architecture = cell.decode(play);
            assertThat(architecture.outputs().stream().map(architecture::shape))
                    .containsExactly(new Shape.Vector(3), new Shape.Vector(5));
        }
    }

    @Test
    void dartsHasItsPublishedSize() {
        BigInteger cell = BigInteger.valueOf(7).pow(8).multiply(BigInteger.valueOf(3 * 6 * 10));
        assertThat(space("darts-cell").size()).isEqualTo(cell.pow(2));
    }
}
