package dev.espalier.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Shape;
import dev.espalier.architecture.Vertex;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.trial.Seeds;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelaxedSpaceTest {
    private static final Ports PORTS = Ports.of(new Shape.Image(1, 9, 8), 10);

    private static RelaxedSpace space(String name) {
        return (RelaxedSpace) SearchSpaces.catalog()
                .make(name, Map.of("stemWidth", 6, "stages", 2))
                .fit(PORTS);
    }

    private static Decisions play(SearchSpace space, int number) {
        return space.complete(Decisions.none(), new Seeds(5).stream("play", number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cell", "darts-cell"})
    void operationsOfAPlayGiveAPlayOfTheSameArchitecture(String name) {
        RelaxedSpace space = space(name);
        for (int i = 0; i < 100; i++) {
            Decisions play = play(space, i);
            Decisions again = space.play(space.operations(play));
            assertThat(space.decode(again)).as("%s", play).isEqualTo(space.decode(play));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cell", "darts-cell"})
    void supernetHoldsTheVerticesOfEveryArchitectureUnderTheirKeys(String name) {
        RelaxedSpace space = space(name);
        Supernet supernet = space.supernet(1);
        for (int i = 0; i < 50; i++) {
            Decisions play = play(space, i);
            Architecture architecture = space.decode(play);
            int[] operations = space.operations(play);
            long inside = supernet.places().values().stream()
                    .filter(place -> operations[place.edge()] != Supernet.DROPPED)
                    .flatMap(place -> place.options().get(operations[place.edge()]).stream())
                    .flatMap(option -> inner(option).stream())
                    .peek(vertex -> assertThat(architecture.vertex(vertex.key()).operation())
                            .isEqualTo(vertex.operation()))
                    .count();
            long parametersOutside =
                    architecture.cost().parameters() - supernet.outer().cost().parameters();
            long parametersInside = supernet.places().values().stream()
                    .filter(place -> operations[place.edge()] != Supernet.DROPPED)
                    .flatMap(place -> place.options().get(operations[place.edge()]).stream())
                    .mapToLong(option -> option.cost().parameters())
                    .sum();
            assertThat(architecture.constant() || inside > 0).isTrue();
            assertThat(architecture.constant() ? 0 : parametersOutside).isEqualTo(parametersInside);
        }
    }

    private static List<Vertex> inner(Architecture option) {
        return option.vertices().stream()
                .filter(vertex -> !vertex.key().equals("input"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cell", "darts-cell"})
    void partOfTheChannelsMustBeWhole(String name) {
        assertThatThrownBy(() -> space(name).supernet(4))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("6 channels")
                .hasMessageContaining("4");
        assertThat(space(name).supernet(3).share()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cell", "darts-cell"})
    void skipsAreCountedInTheNormalCellAlone(String name) {
        Supernet supernet = space(name).supernet(1);
        int skip = supernet.operations().indexOf(Supernet.SKIP);
        int[] all = IntStream.range(0, supernet.edges().size()).map(i -> skip).toArray();
        assertThat(supernet.skips(all)).isEqualTo(name.equals("cell") ? 6 : 14);
        all[0] = Supernet.DROPPED;
        assertThat(supernet.skips(all)).isEqualTo(name.equals("cell") ? 5 : 13);
    }
}
