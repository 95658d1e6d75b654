package dev.espalier.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.architecture.Shape;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.data.Task;
import dev.espalier.space.Ports;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryNeedTest {
    private static final long MEGABYTE = 1L << 20;
    private static final DataFacts FACTS = new DataFacts(
            new Task(Task.Type.CLASSIFICATION, List.of("a", "b")), Ports.of(new Shape.Image(1, 8, 8), 2), 10_000, 1000);
    private static final SearchSpecification SPECIFICATION = SpecificationReader.read(
            "{\"dataset\": \"digits\", \"evaluator\": {\"inFlight\": 8, \"threads\": 8}}", selection -> FACTS);

    private static final SearchSpecification WITH_DL4J =
            SpecificationReader.read("{\"dataset\": \"digits\", \"engine\": \"dl4j\"}", selection -> FACTS);

    private static MemoryNeed of(long activations, long parameters, int batch) {
        return MemoryNeed.of(SPECIFICATION, FACTS, held(activations, parameters), batch);
    }

    private static MemoryNeed.Held held(long activations, long parameters) {
        return new MemoryNeed.Held(activations, activations, 4 * parameters);
    }

    private static double ratio(MemoryNeed need, int measured) {
        return (double) need.thread() / MEGABYTE / measured;
    }

    /** Measured by MemoryBenchmark: docs/performance.md. */
    @ParameterizedTest
    @CsvSource({
        "236810, 56674, 16, 266",
        "472826, 224442, 64, 520",
        "472826, 224442, 256, 681",
        "472826, 224442, 1024, 2311",
        "1236106, 893866, 64, 1338",
        "1236106, 893866, 256, 1536",
        "2469130, 3565386, 128, 2512",
        "2478154, 224730, 256, 2877",
        "1453194, 28874, 64, 1679",
        "218186, 48354, 64, 227",
        "562250, 65042, 16, 454"
    })
    void theEstimateIsNotBelowWhatWasMeasuredAndNotFarAbove(
            long activations, long parameters, int batch, int measured) {
        assertThat(ratio(of(activations, parameters, batch), measured)).isBetween(0.98, 1.45);
    }

    @ParameterizedTest
    @CsvSource({"472826, 224442, 64, 382", "472826, 224442, 256, 1222", "1236106, 893866, 64, 939"})
    void soIsThatOfTheOtherEngine(long activations, long parameters, int batch, int measured) {
        assertThat(ratio(MemoryNeed.of(WITH_DL4J, FACTS, held(activations, parameters), batch), measured))
                .isBetween(0.98, 1.45);
    }

    @Test
    void onAGpuNoActivationsCountButTheCodeOfCuda() {
        MemoryNeed need = MemoryNeed.onGpu(FACTS);
        assertThat(need.bytes()).isBetween(2110 * MEGABYTE, 2300 * MEGABYTE);
        assertThatThrownBy(() -> need.requireAtMost(2000 * MEGABYTE, 4000 * MEGABYTE))
                .hasMessageEndingWith("may have 2,000 MB. Maybe device cpu, whose process needs less.")
                .extracting(refused -> ((InvalidInputException) refused).pointer())
                .isEqualTo("/device");
    }

    @Test
    void whatCannotFitIsRefusedAtThePlaceThatHelps() {
        MemoryNeed need = of(472826, 224442, 64);
        assertThatCode(() -> need.requireAtMost(need.bytes(), 110 * MEGABYTE)).doesNotThrowAnyException();
        assertThatThrownBy(() -> need.requireAtMost(need.bytes(), 104 * MEGABYTE))
                .hasMessageStartingWith(
                        "The data would need about 105 MB of Java's memory; a search's process has 104 MB")
                .extracting(refused -> ((InvalidInputException) refused).pointer())
                .isEqualTo("/dataset");
        assertRefused(need, 2000 * MEGABYTE, "/evaluator/threads", "Maybe at most 2 threads.");
        assertRefused(need, 700 * MEGABYTE, "/space", "Maybe a smaller batch or a smaller network.");
        assertRefused(need, 455 * MEGABYTE, "/dataset", "Maybe a smaller share of the data.");
        assertRefused(need, 400 * MEGABYTE, "", "Maybe a machine with more memory.");
    }

    private static void assertRefused(MemoryNeed need, long limit, String pointer, String advice) {
        assertThatThrownBy(() -> need.requireAtMost(limit, 4000 * MEGABYTE))
                .hasMessageContaining(
                        "for each of 8 threads); its process may have %,d MB. ".formatted(limit / MEGABYTE))
                .hasMessageEndingWith(advice)
                .extracting(refused -> ((InvalidInputException) refused).pointer())
                .isEqualTo(pointer);
    }
}
