package dev.espalier.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.architecture.Shape;
import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.Ports;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.trial.Seeds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FairDrawsTest {
    private static SearchSpace space(String name) {
        return SearchSpaces.catalog().make(name, Map.of()).fit(Ports.of(new Shape.Image(1, 8, 8), 10));
    }

    private static Map<String, int[]> counts(SearchSpace space, int draws) {
        FairDraws fair = new FairDraws(space);
        RandomGenerator random = new Seeds(3).stream("draws");
        Map<String, int[]> counts = new HashMap<>();
        for (int i = 0; i < draws; i++) {
            Decisions play = fair.draw(random);
            List<DecisionPoint> points = space.points(play);
            for (int j = 0; j < points.size(); j++) {
                counts.computeIfAbsent(points.get(j).name(), name -> new int[20])[play.choice(j)]++;
            }
        }
        return counts;
    }

    @Test
    void everyOptionComesOnceInEveryFiveDrawsOfTheCell() {
        for (int draws : new int[] {5, 15, 50}) {
            counts(space("cell"), draws).forEach((name, counted) -> {
                for (int option = 0; option < 5; option++) {
                    assertThat(counted[option]).as(name).isEqualTo(draws / 5);
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"darts-cell", "chain", "size"})
    void drawsOfAnySpaceAreLegalAndReachEveryOption(String name) {
        SearchSpace space = space(name);
        Map<String, int[]> counts = counts(space, 60);
        FairDraws fair = new FairDraws(space);
        for (DecisionPoint point : space.points(fair.draw(new Seeds(4).stream("one")))) {
            for (int option : point.legalOptions()) {
                assertThat(Objects.requireNonNull(counts.get(point.name()))[option])
                        .as(point.name())
                        .isPositive();
            }
        }
    }
}
