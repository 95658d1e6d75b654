package dev.espalier.network.dl4j;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Shape;
import dev.espalier.space.Decisions;
import dev.espalier.space.Ports;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.trial.Seeds;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The engines check each other. {@code -Dparity.architectures=200} draws 200 architectures of every space instead of
 * 50.
 */
class ParityTest {
    private static final int ARCHITECTURES = Integer.getInteger("parity.architectures", 50);
    /** Width 4 wherever a space lets it be set. */
    private static final Map<String, Map<String, ?>> SMALL = Map.of(
            "cell", Map.of("stemWidth", 4),
            "darts-cell", Map.of("stemWidth", 4),
            "chain", Map.of("widths", "4, 8"),
            "size", Map.of("stemWidth", 4, "widths", "4, 8"),
            "mlp", Map.of("widths", "4, 8, 16"));

    @ParameterizedTest
    @MethodSource("dev.espalier.network.dl4j.EveryOperation#cases")
    void enginesAgreeOnEveryOperation(String name, Architecture architecture) {
        Parity.check(name, architecture, Networks.weights(architecture, 1), 3);
    }

    static Stream<Arguments> spaces() {
        return SearchSpaces.catalog().names().stream()
                .flatMap(space -> LongStream.range(0, ARCHITECTURES).mapToObj(seed -> arguments(space, seed)));
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void enginesAgreeOnRandomArchitectures(String name, long seed) {
        Shape shape = List.of("mlp", "branched").contains(name) ? new Shape.Vector(9) : new Shape.Image(2, 8, 8);
        SearchSpace space = SearchSpaces.catalog()
                .make(name, SMALL.getOrDefault(name, Map.of()))
                .fit(Ports.of(shape, 3));
        Decisions play = space.complete(Decisions.none(), new Seeds(seed).stream(name));
        Architecture architecture = space.decode(play);
        Parity.check(name + " " + play, architecture, Networks.weights(architecture, seed), seed + 1);
    }
}
