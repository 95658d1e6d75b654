package dev.espalier.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.catalog.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlayListTest {
    @Test
    void playsAreReadInOrder() {
        assertThat(PlayList.read("{\"plays\": [[3, 0], []]}")).containsExactly(Decisions.of(3, 0), Decisions.none());
    }

    /** A probability or a word where the index of an option is wanted must not become another play. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[[1]]",
                "{\"plays\": [[0.9]]}",
                "{\"plays\": [[\"3\"]]}",
                "{\"plays\": [[null]]}",
                "{\"plays\": [null]}",
                "{\"plays\": [[1]], \"plays\": [[2]]}",
                "{\"plays\": [[1]]} 2",
                "{\"plays\": [[99999999999]]}"
            })
    void whatIsNoListOfPlaysIsRefused(String document) {
        assertThatThrownBy(() -> PlayList.read(document)).isInstanceOf(InvalidInputException.class);
    }
}
