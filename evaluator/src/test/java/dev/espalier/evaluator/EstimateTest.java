package dev.espalier.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Shape;
import dev.espalier.space.Decisions;
import dev.espalier.space.Ports;
import dev.espalier.space.SearchSpaces;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
    void searchCostsItsRoundsAndItsTrials() {
        Estimate estimate = new Estimate(10, 2, 0.5, 20);
        assertThat(estimate.seconds(50, 2)).isCloseTo(10 + 2 * 2 + 12.5, within(1e-9));
        assertThat(estimate.times(3).seconds(50, 2)).isCloseTo(3 * 26.5, within(1e-9));
        assertThat(new Estimate(0, 0, 4, 0).seconds(10, 1)).isEqualTo(40);
    }
}
