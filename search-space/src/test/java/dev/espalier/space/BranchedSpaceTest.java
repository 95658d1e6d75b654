package dev.espalier.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Shape;
import dev.espalier.architecture.Vertex;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.trial.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BranchedSpaceTest {
    private static final int WIDTH = 5;
    private static final int INPUTS = 7;

    private static PrunedSpace space(int layers, int branches, int tasks) {
        return (PrunedSpace) SearchSpaces.catalog()
                .make("branched", Map.of("layers", layers, "branches", branches, "width", WIDTH))
                .fit(Ports.of(new Shape.Vector(INPUTS), tasks));
    }

    private static List<String> layers(Architecture architecture) {
        return architecture.vertices().stream()
                .map(Vertex::key)
                .filter(key -> key.endsWith("/dense"))
                .toList();
    }

    @Test
    void tasksThatChooseTheSameBranchesShareThemAndOthersAreLeftOut() {
        PrunedSpace space = space(2, 3, 3);
        assertThat(layers(space.decode(Decisions.of(0, 0, 0, 0, 0, 0))))
                .as("one trunk")
                .containsExactly(
                        "layer1/branch1/dense", "layer2/branch1/dense", "task1/dense", "task2/dense", "task3/dense");
        assertThat(layers(space.decode(Decisions.of(2, 2, 0, 0, 1, 0))))
                .as("a trunk that forks")
                .containsExactly(
                        "layer1/branch3/dense",
                        "layer2/branch1/dense",
                        "layer2/branch2/dense",
                        "task1/dense",
                        "task2/dense",
                        "task3/dense");
        Architecture apart = space.decode(Decisions.of(2, 1, 0, 0, 1, 2));
        assertThat(layers(apart)).hasSize(9);
        assertThat(apart.cost().macs())
                .isEqualTo(space.supernet(1).outer().cost().macs());
        assertThat(apart.vertex(apart.outputs().get(0)).inputs())
                .containsExactly("task1/dense", "task2/dense", "task3/dense");
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 3", "2, 3, 3", "3, 2, 3", "4, 2, 2"})
    void expectedMacsAreTheMeanOverAllBranchings(int layers, int branches, int tasks) {
        PrunedSpace space = space(layers, branches, tasks);
        int points = space.fixedDecisions().orElseThrow().size();
        RandomGenerator random = new Seeds(layers).stream("probabilities");
        double[][] probabilities = new double[points][branches];
        for (double[] row : probabilities) {
            Arrays.setAll(row, i -> 0.05 + random.nextDouble());
            double sum = Arrays.stream(row).sum();
            Arrays.setAll(row, i -> row[i] / sum);
        }
        assertThat(space.expectedMacs(probabilities))
                .isCloseTo(mean(space, Decisions.none(), 1, probabilities), withinPercentage(1e-9));
    }

    private static double mean(SearchSpace space, Decisions prefix, double probability, double[][] probabilities) {
        if (prefix.size() == probabilities.length) {
            return probability * space.decode(prefix).cost().macs();
        }
        double mean = 0;
        double[] row = probabilities[prefix.size()];
        for (int option = 0; option < row.length; option++) {
            mean += mean(space, prefix.then(option), probability * row[option], probabilities);
        }
        return mean;
    }

    @Test
    void supernetHoldsTheVerticesOfEveryArchitectureUnderTheirKeys() {
        PrunedSpace space = space(3, 4, 6);
        Architecture outer = space.supernet(1).outer();
        for (int i = 0; i < 50; i++) {
            Decisions play = space.complete(Decisions.none(), new Seeds(i).stream("play"));
            Architecture architecture = space.decode(play);
            assertThat(space.play(space.operations(play))).isEqualTo(play);
            for (Vertex vertex : architecture.vertices()) {
                Vertex same = outer.vertex(vertex.key());
                assertThat(same.operation()).isEqualTo(vertex.operation());
                assertThat(outer.parameters(same)).isEqualTo(architecture.parameters(vertex));
            }
        }
    }

    @Test
    void thereAreNeverMoreBranchesThanTasks() {
        List<DecisionPoint> points = space(2, 6, 3).fixedDecisions().orElseThrow();
        assertThat(points)
                .hasSize(3 + 3)
                .allSatisfy(point -> assertThat(point.options()).containsExactly("branch1", "branch2", "branch3"));
    }

    @Test
    void severalOutputsAreTasksOfTheirOwn() {
        Ports two = new Ports(List.of(new Shape.Vector(4)), List.of(3, 5));
        SearchSpace space =
                SearchSpaces.catalog().make("branched", Map.of("layers", 2)).fit(two);
        List<Shape> shapes = new ArrayList<>();
        Architecture architecture = space.decode(Decisions.of(0, 1, 0, 1));
        architecture.outputs().forEach(output -> shapes.add(architecture.shape(output)));
        assertThat(shapes).containsExactly(new Shape.Vector(3), new Shape.Vector(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65})
    void numbersOfTasksThatCannotBranchAreRefused(int tasks) {
        assertThatThrownBy(() -> space(3, 4, tasks))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("not " + tasks);
    }

    @Test
    void partialChannelsAreRefused() {
        assertThatThrownBy(() -> space(3, 4, 6).supernet(4))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no channels");
    }
}
