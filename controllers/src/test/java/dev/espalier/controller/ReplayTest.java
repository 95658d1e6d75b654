package dev.espalier.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.architecture.Shape;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.space.Decisions;
import dev.espalier.space.Ports;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.trial.Trial;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTest {
    private static final SearchSpace SPACE =
            SearchSpaces.catalog().make("cell", Map.of()).fit(Ports.of(new Shape.Image(1, 8, 8), 10));

    @Test
    void givenPlaysComeInOrderAndThenDraws() {
        Map<String, ?> settings = Map.of("plays", "{\"plays\": [[3, 3, 1, 3, 3, 1], [4, 4, 4, 4, 4, 4]]}");
        List<Trial> trials = Searches.run(
                SPACE,
                Searches.controller("replay", settings, SPACE, 1, 5),
                candidate -> Searches.scoreByHash(candidate.architecture()),
                1,
                5,
                4,
                Runnable::run,
                List.of());
        assertThat(trials.stream().map(trial -> trial.proposal().decisions()))
                .hasSize(5)
                .startsWith(Decisions.of(3, 3, 1, 3, 3, 1), Decisions.of(4, 4, 4, 4, 4, 4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"plays\": [[3, 3, 1, 3, 3, 9]]}",
                "{\"plays\": [[3, 3]]}",
                "{\"plays\": [[3, 3, 1, 3, 3, 1, 1]]}",
                "{\"plays\": [null]}",
                "{\"plays\": \"all\"}",
                "{\"games\": []}",
                "{",
                "null"
            })
    void whatIsNoPlayOfTheSpaceIsRefusedWithItsPlace(String document) {
        assertThatThrownBy(() -> Searches.controller("replay", Map.of("plays", document), SPACE, 1, 5))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refused -> assertThat(refused.pointer()).endsWith("/plays"));
    }
}
