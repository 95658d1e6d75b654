package dev.espalier.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.architecture.Operation.Activation.Function;
import dev.espalier.architecture.Operation.Pooling.Kind;
import dev.espalier.catalog.InvalidInputException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureTest {
    private static final Operation RELU = new Operation.Activation(Function.RELU);
    private static final Operation IMAGE = new Operation.Input(new Shape.Image(3, 9, 8));

    private static Vertex vertex(String key, Operation operation, String... inputs) {
        return new Vertex(key, operation, List.of(inputs));
    }

    private static void assertRefused(String pointer, String message, List<Vertex> vertices, String... outputs) {
        assertThatThrownBy(() -> new Architecture(vertices, List.of(outputs)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(message)
                .extracting(refused -> ((InvalidInputException) refused).pointer())
                .isEqualTo(pointer);
    }

    @Test
    void shapesParametersAndCostOfAnImageNetworkAreThoseOfTheFormulas() {
        Architecture.Builder builder = Architecture.builder();
        builder.add("in", IMAGE);
        builder.add("conv", new Operation.Convolution(4, 3, 2, 1, true), "in");
        builder.add("norm", new Operation.BatchNormalization(), "conv");
        builder.add("depthwise", new Operation.DepthwiseConvolution(3, 1, 2, false), "norm");
        builder.add("pool", new Operation.Pooling(Kind.MAX, 2, 2), "depthwise");
        builder.add("flat", new Operation.Flatten(), "pool");
        builder.output(builder.add("dense", new Operation.Dense(5, true), "flat"));
        Architecture architecture = builder.build();
        assertThat(architecture.shape("conv")).isEqualTo(new Shape.Image(4, 5, 4));
        assertThat(architecture.shape("depthwise")).isEqualTo(new Shape.Image(4, 5, 4));
        assertThat(architecture.shape("pool")).isEqualTo(new Shape.Image(4, 2, 2));
        assertThat(architecture.shape("flat")).isEqualTo(new Shape.Vector(16));
        long parameters = (4 * 3 * 9 + 4) + (4 + 4) + 4 * 9 + (16 * 5 + 5);
        long macs = 4 * 5 * 4 * 27 + 4 * 5 * 4 * 9 + 16 * 5;
        long activations = 3 * 9 * 8 + 3 * 80 + 16 + 16 + 5;
        assertThat(architecture.cost()).isEqualTo(new Cost(parameters, macs, activations));
    }

    @Test
    void shapesOfASequenceNetworkAreThoseOfTheFormulas() {
        Architecture.Builder builder = Architecture.builder();
        builder.add("in", new Operation.Input(new Shape.Sequence(6, 25)));
        builder.add("conv", new Operation.Convolution(8, 5, 2, 1, false), "in");
        builder.add("pool", new Operation.Pooling(Kind.AVERAGE, 3, 2), "conv");
        builder.add("both", new Operation.Concatenate(), "pool", "pool");
        builder.output(builder.add("global", new Operation.GlobalPooling(Kind.AVERAGE), "both"));
        Architecture architecture = builder.build();
        assertThat(architecture.shape("conv")).isEqualTo(new Shape.Sequence(8, 13));
        assertThat(architecture.shape("pool")).isEqualTo(new Shape.Sequence(8, 7));
        assertThat(architecture.shape("both")).isEqualTo(new Shape.Sequence(16, 7));
        assertThat(architecture.shape("global")).isEqualTo(new Shape.Vector(16));
        assertThat(architecture.cost().macs()).isEqualTo(8 * 13 * 6 * 5);
    }

    @Test
    void verticesComeInTopologicalOrderWhateverTheOrderTheyWereGivenIn() {
        Architecture architecture = new Architecture(
                List.of(vertex("c", RELU, "b"), vertex("in", IMAGE), vertex("b", RELU, "in")), List.of("c"));
        assertThat(architecture.vertices().stream().map(Vertex::key)).containsExactly("in", "b", "c");
        assertThat(architecture.graph().edgeSet()).containsExactly(new Edge("in", "b", 0), new Edge("b", "c", 0));
    }

    @Test
    void theBuilderLeavesOutWhatNoOutputNeeds() {
        Architecture.Builder builder = Architecture.builder();
        builder.add("in", IMAGE);
        builder.add("other", IMAGE);
        builder.add("dead", RELU, "in");
        builder.output(builder.add("live", RELU, "in"));
        assertThat(builder.build().vertices().stream().map(Vertex::key)).containsExactly("in", "other", "live");
    }

    @Test
    void whatIsNoNetworkIsRefusedWithItsPlace() {
        Vertex in = vertex("in", IMAGE);
        assertRefused("/vertices/1", "cycle", List.of(in, vertex("a", RELU, "b"), vertex("b", RELU, "a")), "b");
        assertRefused("/vertices/1", "cycle", List.of(in, vertex("a", RELU, "a")), "a");
        assertRefused("/vertices/1", "leads to no output", List.of(in, vertex("a", RELU, "in")), "in");
        assertRefused("/vertices/1", "which is not there", List.of(in, vertex("a", RELU, "x")), "a");
        assertRefused("/vertices/1", "repeats the key", List.of(in, in), "in");
        assertRefused("/vertices/1", "has no inputs", List.of(in, vertex("a", RELU)), "a");
        assertRefused("/vertices/0", "is an input and reads", List.of(vertex("in", IMAGE, "in")), "in");
        assertRefused("/outputs/0", "is not a vertex", List.of(in), "x");
        assertRefused("/outputs", "at least one output", List.of(in));
        assertRefused(
                "/vertices/1", "takes a vector", List.of(in, vertex("a", new Operation.Dense(2, true), "in")), "a");
    }

    @Test
    void isConstantWhereNoOutputDependsOnTheData() {
        Architecture.Builder builder = Architecture.builder();
        builder.add("in", new Operation.Input(new Shape.Vector(3)));
        builder.add("zero", new Operation.Zero(2), "in");
        builder.add("behind", new Operation.Dense(2, true), "zero");
        assertThat(builder.output("behind").build().constant()).isTrue();
        builder.add("around", new Operation.Dense(2, true), "in");
        assertThat(builder.output(builder.add("sum", new Operation.Add(), "behind", "around"))
                        .build()
                        .constant())
                .isFalse();
    }

    @Test
    void countsThatOverflowAreRefused() {
        Operation wide = new Operation.Dense(200_000_000, true);
        Vertex in = vertex("in", new Operation.Input(new Shape.Vector(200_000_000)));
        List<Vertex> chain = IntStream.range(0, 400)
                .mapToObj(i -> vertex("v" + i, wide, i == 0 ? "in" : "v" + (i - 1)))
                .toList();
        List<Vertex> vertices = Stream.concat(Stream.of(in), chain.stream()).toList();
        assertRefused("/vertices", "overflow", vertices, "v399");
        assertRefused(
                "/vertices/1", "above", List.of(in, vertex("a", new Operation.Dense(2_000_000_000, true), "in")), "a");
        Vertex huge = vertex("in", new Operation.Input(new Shape.Image(2_000_000_000, 2_000_000_000, 2_000_000_000)));
        assertRefused("/vertices/0", "2000000000x2000000000x2000000000 is above 268435456", List.of(huge), "in");
        Vertex image = vertex("image", new Operation.Input(new Shape.Image(1, 16_000, 16_000)));
        Operation deep = new Operation.Convolution(2_000_000_000, 1, 1, 1, false);
        assertRefused("/vertices/1", "above", List.of(image, vertex("a", deep, "image")), "a");
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "3, 0, 1", "3, 1, 0", "-1, 1, 1", "2, 1, 2"})
    void windowsThatDoNotSlideAreRefused(int kernel, int stride, int dilation) {
        assertThatThrownBy(() -> new Operation.Convolution(1, kernel, stride, dilation, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be");
    }
}
