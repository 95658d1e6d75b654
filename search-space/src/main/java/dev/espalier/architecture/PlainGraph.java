package dev.espalier.architecture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What an architecture computes, without its names: vertices are numbers in topological order, identities and sums or
 * concatenations of one input are contracted, a sum of sums is one sum, zeros are taken out of sums, and what no output
 * needs is left out. In these terms NAS-Bench-201 has 5,425 different cells.
 *
 * @param labels what every vertex computes; an input says which one it is
 * @param inputs what every vertex reads, in order
 * @param commutative whether that order means nothing
 * @param outputs the vertices whose values are the predictions, in order
 */
record PlainGraph(List<String> labels, int[][] inputs, boolean[] commutative, int[] outputs) {
    /** Longest sum into which nested ones are written out: doubling again and again would grow without bound. */
    private static final int MAX_SUMMANDS = 256;

    int size() {
        return labels.size();
    }

    static PlainGraph of(Architecture architecture) {
        return new Contraction(architecture).graph();
    }

    /** Follows every key to the vertex that stands for it. */
    private static final class Contraction {
        private final Architecture architecture;
        /** Each vertex that stays, or the one whose value it repeats. */
        private final Map<String, String> standsFor = new HashMap<>();

        private final Map<String, List<String>> sources = new HashMap<>();

        Contraction(Architecture architecture) {
            this.architecture = architecture;
            for (Vertex vertex : architecture.vertices()) {
                List<String> read = new ArrayList<>();
                vertex.inputs().forEach(key -> read.add(representative(key)));
                contract(vertex, read);
            }
        }

        private void contract(Vertex vertex, List<String> read) {
            Operation operation = vertex.operation();
            List<String> kept = operation instanceof Operation.Zero
                    ? List.of()
                    : operation instanceof Operation.Add ? summands(read) : List.copyOf(read);
            boolean joins = operation instanceof Operation.Add || operation instanceof Operation.Concatenate;
            boolean contracted = operation instanceof Operation.Identity || joins && kept.size() == 1;
            standsFor.put(vertex.key(), contracted ? kept.get(0) : vertex.key());
            sources.put(vertex.key(), kept);
        }

        /** What is really added: no zeros unless there is nothing else, and the summands of sums in their place. */
        private List<String> summands(List<String> read) {
            List<String> summands = read.stream().filter(key -> !zero(key)).toList();
            if (summands.isEmpty()) {
                return List.of(read.get(0));
            }
            List<String> flat =
                    summands.stream().flatMap(key -> flattened(key).stream()).toList();
            return flat.size() <= MAX_SUMMANDS ? flat : summands;
        }

        private List<String> flattened(String key) {
            boolean sum = architecture.vertex(key).operation() instanceof Operation.Add;
            return sum ? Objects.requireNonNull(sources.get(key)) : List.of(key);
        }

        private String representative(String key) {
            return Objects.requireNonNull(standsFor.get(key));
        }

        private boolean zero(String key) {
            return architecture.vertex(key).operation() instanceof Operation.Zero;
        }

        PlainGraph graph() {
            List<String> outputs =
                    architecture.outputs().stream().map(this::representative).toList();
            List<String> kept = kept(outputs);
            Map<String, Integer> number = new HashMap<>();
            kept.forEach(key -> number.put(key, number.size()));
            List<Operation> operations = kept.stream()
                    .map(key -> architecture.vertex(key).operation())
                    .toList();
            boolean[] commutative = new boolean[kept.size()];
            for (int i = 0; i < commutative.length; i++) {
                commutative[i] = operations.get(i).commutative();
            }
            int[][] inputs = kept.stream()
                    .map(key -> numbers(Objects.requireNonNull(sources.get(key)), number))
                    .toArray(int[][]::new);
            return new PlainGraph(labels(operations), inputs, commutative, numbers(outputs, number));
        }

        /** Inputs, and what an output needs, in topological order. */
        private List<String> kept(List<String> outputs) {
            Set<String> needed = new HashSet<>(outputs);
            List<String> kept = new ArrayList<>();
            for (int i = architecture.vertices().size() - 1; i >= 0; i--) {
                Vertex vertex = architecture.vertices().get(i);
                if (needed.contains(vertex.key()) || vertex.operation() instanceof Operation.Input) {
                    kept.add(vertex.key());
                    needed.addAll(Objects.requireNonNull(sources.get(vertex.key())));
                }
            }
            Collections.reverse(kept);
            return kept;
        }

        private static int[] numbers(List<String> keys, Map<String, Integer> number) {
            return keys.stream()
                    .mapToInt(key -> Objects.requireNonNull(number.get(key)))
                    .toArray();
        }

        private static List<String> labels(List<Operation> operations) {
            List<String> labels = new ArrayList<>();
            int inputs = 0;
            for (Operation operation : operations) {
                labels.add(operation instanceof Operation.Input ? operation + "#" + inputs++ : operation.toString());
            }
            return List.copyOf(labels);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PlainGraph that
                && labels.equals(that.labels)
                && Arrays.deepEquals(inputs, that.inputs)
                && Arrays.equals(outputs, that.outputs);
    }

    @Override
    public int hashCode() {
        return 31 * labels.hashCode() + Arrays.deepHashCode(inputs);
    }

    @Override
    public String toString() {
        return labels + " " + Arrays.deepToString(inputs) + " -> " + Arrays.toString(outputs);
    }
}
