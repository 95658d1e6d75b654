package dev.espalier.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.space.Decisions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarlierSearchesTest {
    private static final String GOOD = """
            {"task": [1000, 3.5], "searches": [{"task": [500, 2], "plays": [[3, 0], [1, 1]]}]}""";

    @Test
    void whatIsWrittenIsReadBackEqual() {
        EarlierSearches read = EarlierSearches.read(GOOD);
        assertThat(read)
                .isEqualTo(new EarlierSearches(
                        List.of(1000.0, 3.5),
                        List.of(new EarlierSearch(
                                List.of(500.0, 2.0), List.of(Decisions.of(3, 0), Decisions.of(1, 1))))));
        assertThat(EarlierSearches.read(read.text())).isEqualTo(read);
        assertThat(EarlierSearches.read("null")).isEqualTo(EarlierSearches.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[3, 0]            | [0.9, 0]",
                "[3, 0]            | [\"3\", 0]",
                "[3, 0]            | null",
                "[1000, 3.5]       | [\"1000\", 3.5]",
                "[1000, 3.5]       | [1000, null]",
                "[1000, 3.5]       | [1000, 1e999]",
                "[1000, 3.5]       | [1000]",
                "\"task\": [1000, | \"task\": [], \"task\": [1000,",
                "\"searches\"      | \"search\""
            })
    void whatIsNoneIsRefused(String good, String bad) {
        assertThat(GOOD).contains(good);
        assertThatThrownBy(() -> EarlierSearches.read(GOOD.replace(good, bad)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageNotContaining("NullPointerException");
    }
}
