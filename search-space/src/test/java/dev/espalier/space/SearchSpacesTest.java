package dev.espalier.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Shape;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.trial.Seeds;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every entry of the catalogue promises. */
class SearchSpacesTest {
    static final Ports IMAGE = Ports.of(new Shape.Image(1, 8, 8), 10);
    static final Ports VECTOR = Ports.of(new Shape.Vector(13), 2);

    static Stream<String> names() {
        return SearchSpaces.catalog().names().stream();
    }

    static Ports ports(String name) {
        return name.equals("mlp") ? VECTOR : IMAGE;
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
                Arguments.of("chain", Map.of("maxDepth", 4, "widths", "1, 2", "kernels", "3")),
                Arguments.of("chain", Map.of("maxDepth", 4, "widths", "2, 3", "kernels", "1")),
                Arguments.of("custom", Map.of()),
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
}
