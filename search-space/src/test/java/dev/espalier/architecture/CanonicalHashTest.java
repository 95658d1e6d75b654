package dev.espalier.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.architecture.Operation.Activation.Function;
import dev.espalier.trial.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jgrapht.Graph;
import org.jgrapht.alg.isomorphism.VF2GraphIsomorphismInspector;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleDirectedGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalHashTest {
    private static final Operation RELU = new Operation.Activation(Function.RELU);
    private static final Operation CONV = Operation.Convolution.of(2, 3);
    private static final Operation.Input INPUT = new Operation.Input(new Shape.Image(2, 4, 4));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void isEqualExactlyWhereTheInspectorFindsAnIsomorphism(int seed) {
        int different = 0;
        int equal = 0;
        for (int i = 0; i < 300; i++) {
            RandomGenerator random = new Seeds(seed).stream("graph", i);
            Architecture original = RandomArchitectures.draw(random, 3 + random.nextInt(18));
            Architecture copy = RandomArchitectures.permuted(original, random);
            assertThat(copy.hash()).isEqualTo(original.hash());
            Architecture mutant = RandomArchitectures.permuted(RandomArchitectures.mutated(original, random), random);
            boolean isomorphic = isomorphic(original, mutant);
            assertThat(mutant.hash().equals(original.hash()))
                    .as("%s against %s", original.vertices(), mutant.vertices())
                    .isEqualTo(isomorphic);
            different += isomorphic ? 0 : 1;
            equal += isomorphic ? 1 : 0;
        }
        assertThat(different).isGreaterThan(100);
        assertThat(equal).isGreaterThan(20);
    }

    /** JGraphT's inspector on the simple graph of the contracted network; parallel edges became a label. */
    private static boolean isomorphic(Architecture one, Architecture other) {
        Labelled left = Labelled.of(PlainGraph.of(one));
        Labelled right = Labelled.of(PlainGraph.of(other));
        Comparator<Integer> vertices = (a, b) -> left.vertices.get(a).equals(right.vertices.get(b)) ? 0 : 1;
        Comparator<DefaultEdge> edges = (a, b) -> Objects.equals(left.edges.get(a), right.edges.get(b)) ? 0 : 1;
        return new VF2GraphIsomorphismInspector<>(left.graph, right.graph, vertices, edges).isomorphismExists();
    }

    private record Labelled(
            Graph<Integer, DefaultEdge> graph, List<String> vertices, Map<DefaultEdge, List<Integer>> edges) {
        static Labelled of(PlainGraph plain) {
            Graph<Integer, DefaultEdge> graph = new SimpleDirectedGraph<>(DefaultEdge.class);
            List<String> vertices = new ArrayList<>();
            Map<DefaultEdge, List<Integer>> edges = new HashMap<>();
            for (int v = 0; v < plain.size(); v++) {
                graph.addVertex(v);
                int vertex = v;
                long outputs =
                        Arrays.stream(plain.outputs()).filter(o -> o == vertex).count();
                vertices.add(plain.labels().get(v) + outputs);
                int[] inputs = plain.inputs()[v];
                for (int position = 0; position < inputs.length; position++) {
                    DefaultEdge edge = graph.getEdge(inputs[position], v);
                    DefaultEdge used = edge == null ? graph.addEdge(inputs[position], v) : edge;
                    edges.computeIfAbsent(used, e -> new ArrayList<>()).add(plain.commutative()[v] ? 0 : position);
                }
            }
            return new Labelled(graph, vertices, edges);
        }
    }

    @Test
    void contractsIdentitiesAndSumsOfOne() {
        Architecture.Builder plain = Architecture.builder();
        plain.add("in", INPUT);
        plain.output(plain.add("conv", CONV, "in"));
        Architecture.Builder wordy = Architecture.builder();
        wordy.add("in", INPUT);
        wordy.add("same", new Operation.Identity(), "in");
        wordy.add("sum", new Operation.Add(), "same");
        wordy.add("conv", CONV, wordy.add("one", new Operation.Concatenate(), "sum"));
        wordy.output(wordy.add("end", new Operation.Identity(), "conv"));
        assertThat(wordy.build().hash()).isEqualTo(plain.build().hash());
    }

    @Test
    void prunesZerosOutOfSums() {
        Operation.Input input = new Operation.Input(new Shape.Vector(3));
        Architecture.Builder plain = Architecture.builder();
        plain.add("in", input);
        plain.output(plain.add("dense", new Operation.Dense(2, true), "in"));
        Architecture.Builder zeros = Architecture.builder();
        zeros.add("in", input);
        zeros.add("dense", new Operation.Dense(2, true), "in");
        zeros.add("zero", new Operation.Zero(2), zeros.add("relu", RELU, "in"));
        zeros.add("zeros", new Operation.Add(), "zero", "zero");
        zeros.output(zeros.add("sum", new Operation.Add(), "dense", "zeros"));
        assertThat(zeros.build().hash()).isEqualTo(plain.build().hash());
        Architecture.Builder nothing = Architecture.builder();
        nothing.add("in", input);
        nothing.output(nothing.add("zero", new Operation.Zero(2), "in"));
        assertThat(nothing.build().hash()).isNotEqualTo(plain.build().hash());
    }

    @Test
    void takesASumOfSumsForOneSum() {
        Architecture.Builder nested = Architecture.builder();
        nested.add("in", INPUT);
        nested.add("relu", RELU, nested.add("inner", new Operation.Add(), "in", nested.add("conv", CONV, "in")));
        nested.output(nested.add("sum", new Operation.Add(), "inner", "relu"));
        Architecture.Builder flat = Architecture.builder();
        flat.add("in", INPUT);
        flat.add("conv", CONV, "in");
        flat.add("relu", RELU, flat.add("inner", new Operation.Add(), "conv", "in"));
        flat.output(flat.add("sum", new Operation.Add(), "relu", "in", "conv"));
        assertThat(flat.build().hash()).isEqualTo(nested.build().hash());
    }

    @Test
    void doublingSumsDoNotGrowWithoutBound() {
        Architecture.Builder builder = Architecture.builder();
        String last = builder.add("in", INPUT);
        for (int i = 0; i < 1000; i++) {
            last = builder.add("sum" + i, new Operation.Add(), last, last);
        }
        Architecture doubled = builder.output(last).build();
        assertThat(RandomArchitectures.permuted(doubled, new Seeds(1).stream("order"))
                        .hash())
                .isEqualTo(doubled.hash());
    }

    @Test
    void tellsASharedVertexFromTwoEqualOnes() {
        Architecture.Builder shared = Architecture.builder();
        shared.add("in", INPUT);
        shared.add("conv", CONV, "in");
        shared.output(shared.add("sum", new Operation.Add(), "conv", "conv"));
        Architecture.Builder twice = Architecture.builder();
        twice.add("in", INPUT);
        twice.add("conv1", CONV, "in");
        twice.add("conv2", CONV, "in");
        twice.output(twice.add("sum", new Operation.Add(), "conv1", "conv2"));
        assertThat(shared.build().hash()).isNotEqualTo(twice.build().hash());
    }

    @Test
    void respectsTheOrderOfAConcatenationAndOfOutputs() {
        assertThat(pair("conv", "relu", "a", "b")).isNotEqualTo(pair("relu", "conv", "a", "b"));
        assertThat(pair("conv", "relu", "a", "b")).isNotEqualTo(pair("conv", "relu", "b", "a"));
    }

    private static String pair(String left, String right, String first, String second) {
        Architecture.Builder builder = Architecture.builder();
        builder.add("in", INPUT);
        builder.add("conv", CONV, "in");
        builder.add("relu", RELU, "in");
        builder.add("both", new Operation.Concatenate(), left, right);
        builder.add("a", Operation.Convolution.of(3, 1), "both");
        builder.add("b", Operation.Convolution.of(4, 1), "both");
        return builder.output(first).output(second).build().hash();
    }

    /** Colour refinement alone takes two triangles for a hexagon; this is that pair, written as a network. */
    @Test
    void tellsApartWhatColorRefinementCannot() {
        assertThat(ring(new int[][] {{0, 1}, {1, 2}, {2, 0}, {3, 4}, {4, 5}, {5, 3}}))
                .isNotEqualTo(ring(new int[][] {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 0}}))
                .isEqualTo(ring(new int[][] {{4, 0}, {1, 5}, {2, 0}, {3, 1}, {4, 2}, {5, 3}}));
    }

    /** Two triangles beside a hexagon: all sums look alike, but only some can change places. */
    @Test
    void findsTheSameFormAmongTiesThatAreNoSymmetries() {
        int[][] pairs = {
            {0, 1}, {1, 2}, {2, 0}, {3, 4}, {4, 5}, {5, 3}, {6, 7}, {7, 8}, {8, 9}, {9, 10}, {10, 11}, {11, 6}
        };
        String hash = ring(pairs);
        for (int i = 0; i < 30; i++) {
            RandomGenerator random = new Seeds(i).stream("order");
            List<Integer> names = RandomArchitectures.shuffled(
                    IntStream.range(0, pairs.length).boxed().toList(), random);
            int[][] renamed = RandomArchitectures.shuffled(List.of(pairs), random).stream()
                    .map(pair -> new int[] {names.get(pair[0]), names.get(pair[1])})
                    .toArray(int[][]::new);
            assertThat(ring(renamed)).isEqualTo(hash);
        }
    }

    private static String ring(int[][] pairs) {
        Architecture.Builder builder = Architecture.builder();
        builder.add("in", INPUT);
        for (int i = 0; i < pairs.length; i++) {
            builder.add("conv" + i, CONV, "in");
        }
        List<String> sums = new ArrayList<>();
        for (int[] pair : pairs) {
            String sum = builder.add("sum" + sums.size(), new Operation.Add(), "conv" + pair[0], "conv" + pair[1]);
            sums.add(builder.add("relu" + sums.size(), RELU, sum));
        }
        return builder.output(builder.add("end", new Operation.Add(), sums))
                .build()
                .hash();
    }

    @Test
    void manyEqualBranchesDoNotMultiplyTheSearch() {
        RandomGenerator random = new Seeds(1).stream("order");
        Architecture.Builder builder = Architecture.builder();
        String last = builder.add("in", INPUT);
        for (int cell = 0; cell < 12; cell++) {
            List<String> branches = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String relu = builder.add("relu%d-%d".formatted(cell, i), RELU, last);
                branches.add(builder.add("conv%d-%d".formatted(cell, i), CONV, relu));
            }
            last = builder.add("sum" + cell, new Operation.Add(), branches);
        }
        Architecture wide = builder.output(last).build();
        assertThat(RandomArchitectures.permuted(wide, random).hash()).isEqualTo(wide.hash());
        assertThat(CanonicalHash.isExact(wide)).isTrue();
    }

    /** A thousand would take hours without a bound on automorphisms too. */
    @ParameterizedTest
    @CsvSource({"40, true", "1000, false"})
    void equalBranchesOfOneSumEndWithinTheBound(int branches, boolean exact) {
        Architecture.Builder builder = Architecture.builder();
        builder.add("in", INPUT);
        List<String> convolutions = IntStream.range(0, branches)
                .mapToObj(i -> builder.add("conv" + i, CONV, "in"))
                .toList();
        Architecture wide = builder.output(builder.add("sum", new Operation.Add(), convolutions))
                .build();
        assertThat(CanonicalHash.isExact(wide)).isEqualTo(exact);
        assertThat(RandomArchitectures.permuted(wide, new Seeds(1).stream("order"))
                        .hash())
                .isEqualTo(wide.hash());
    }

    /** Colouring a vertex that reads 1,500 others takes as long as colouring hundreds. */
    @Test
    @Timeout(30)
    void sumsOfManyCountAsMuchAsTheyTake() {
        Architecture.Builder builder = Architecture.builder();
        builder.add("in", INPUT);
        List<String> convolutions = IntStream.range(0, 1_500)
                .mapToObj(i -> builder.add("conv" + i, CONV, "in"))
                .toList();
        List<String> sums = IntStream.range(0, 800)
                .mapToObj(i -> builder.add("relu" + i, RELU, builder.add("sum" + i, new Operation.Add(), convolutions)))
                .toList();
        Architecture dense =
                builder.output(builder.add("end", new Operation.Add(), sums)).build();
        assertThat(RandomArchitectures.permuted(dense, new Seeds(1).stream("order"))
                        .hash())
                .isEqualTo(dense.hash());
    }
}
