package dev.espalier.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Shape;
import dev.espalier.benchmark.MemoryBenchmark;
import dev.espalier.network.Tiles;
import dev.espalier.space.Decisions;
import dev.espalier.space.Ports;
import dev.espalier.space.SearchSpaces;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimateTest {
    private static final Architecture CELL = SearchSpaces.catalog()
            .make("cell", Map.of())
            .fit(Ports.of(new Shape.Image(1, 8, 8), 10))
            .decode(Decisions.of(3, 1, 2, 4, 3, 1));
    private static final Workload DIGITS = new Workload(CELL, 1150, 288);

    @Test
    void sharedWeightsScoreAnArchitectureFiftyTimesAsFastAsTrainingItAlone() {
        Estimate shared = Evaluators.catalog().make("shared-weights", Map.of()).estimate(DIGITS);
        Estimate alone = Evaluators.catalog().make("stand-alone", Map.of()).estimate(DIGITS);
        assertThat(alone.trial() / shared.trial()).isGreaterThan(50);
        assertThat(alone.first()).isZero();
        assertThat(shared.first())
                .as("seconds until the first score of the built-in example")
                .isBetween(3.0, 20.0);
    }

    @Test
    void hypernetworksLearnForLongerThanSharedWeightsAndScoreManyTimesAsFastAsTrainingAlone() {
        Estimate shared = Evaluators.catalog().make("shared-weights", Map.of()).estimate(DIGITS);
        Estimate alone = Evaluators.catalog().make("stand-alone", Map.of()).estimate(DIGITS);
        for (String name : List.of("hypernetwork", "smash")) {
            Estimate made = Evaluators.catalog().make(name, Map.of()).estimate(DIGITS);
            assertThat(made.first()).as(name).isBetween(shared.first(), 10 * shared.first());
            assertThat(alone.trial() / made.trial()).as(name).isGreaterThan(50);
        }
    }

    @Test
    void hypernetworksHoldTheTilesOfTheWeightsThatTheyMakeToo() {
        long shared = held("shared-weights", Map.of());
        assertThat(shared).isEqualTo(4 * CELL.cost().parameters());
        for (String name : List.of("hypernetwork", "smash")) {
            long made = held(name, Map.of());
            assertThat(made - shared).as(name).isGreaterThan(Tiles.of(CELL).numbers());
            assertThat(held(name, Map.of("hiddenUnits", 640)))
                    .as("%s with ten times the units", name)
                    .isBetween(2 * made, 10 * made);
        }
    }

    private static long held(String evaluator, Map<String, Object> settings) {
        return Evaluators.catalog().make(evaluator, settings).parameters(CELL);
    }

    /** Measured by MemoryBenchmark: docs/performance.md. */
    @ParameterizedTest
    @CsvSource({"cell, 1x28x28, 64, 163", "mlp, 1000, 0, 101"})
    void whatTheGraphHypernetworkHoldsIsNotBelowWhatWasMeasuredAndNotFarAbove(
            String space, String input, String stem, int measured) {
        Architecture architecture = MemoryBenchmark.architecture(space, input, stem);
        long numbers = Evaluators.catalog().make("hypernetwork", Map.of()).parameters(architecture);
        assertThat((double) (Float.BYTES * numbers >> 20) / measured).isBetween(0.98, 1.45);
    }

    @Test
    void searchCostsItsRoundsAndItsTrials() {
        Estimate estimate = new Estimate(10, 2, 0.5, 20);
        assertThat(estimate.seconds(50, 2)).isCloseTo(10 + 2 * 2 + 12.5, within(1e-9));
        assertThat(estimate.times(3).seconds(50, 2)).isCloseTo(3 * 26.5, within(1e-9));
        assertThat(new Estimate(0, 0, 4, 0).seconds(10, 1)).isEqualTo(40);
    }
}
