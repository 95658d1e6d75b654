package dev.espalier.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogTest {
    private static final Catalog<Settings> CATALOG = new Catalog<>(
            "thing",
            List.of(new Entry<>(
                    "one",
                    "The only one.",
                    List.of(
                            Setting.integer("whole", 5, 1, 10, "A whole number."),
                            Setting.real("real", 0.5, 0, 1, "A number."),
                            Setting.choice("choice", "a", List.of("a", "b"), "A word."),
                            Setting.flag("flag", true, "Yes or no."),
                            Setting.text("text", "x", "A text."),
                            Setting.document("document", List.of(new Setting.Example("nothing", "{}")), "A document.")),
                    settings -> settings)));

    @Test
    void defaultsAreFilledInInTheEntrysOrder() {
        Settings settings = CATALOG.make("one", Map.of("whole", 7));
        assertThat(settings.values().keySet()).containsExactly("whole", "real", "choice", "flag", "text", "document");
        assertThat(settings.integer("whole")).isEqualTo(7);
        assertThat(settings.real("real")).isEqualTo(0.5);
        assertThat(settings.flag("flag")).isTrue();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("whole", 11),
                Arguments.of("whole", 0),
                Arguments.of("whole", 2.5),
                Arguments.of("whole", "7"),
                Arguments.of("whole", Double.NaN),
                Arguments.of("whole", 1e300),
                Arguments.of("real", Double.NaN),
                Arguments.of("real", Double.POSITIVE_INFINITY),
                Arguments.of("real", -0.1),
                Arguments.of("choice", "c"),
                Arguments.of("choice", 1),
                Arguments.of("flag", "true"),
                Arguments.of("text", 3),
                Arguments.of("text", "x".repeat(1001)),
                Arguments.of("document", 3),
                Arguments.of("document", "x".repeat(200_001)));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wrongValuesAreRefusedWithNameAndPlace(String name, Object value) {
        assertThatThrownBy(() -> CATALOG.make("one", Map.of(name, value)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'" + name + "'")
                .extracting(refused -> ((InvalidInputException) refused).pointer())
                .isEqualTo("/settings/" + name);
    }

    @Test
    void unknownNamesAreRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> CATALOG.make("two", Map.of()))
                .hasMessage("There is no thing 'two'. Known: [one].")
                .extracting(refused -> ((InvalidInputException) refused).pointer())
                .isEqualTo("/name");
        assertThatThrownBy(() -> CATALOG.make("one", Map.of("size/~s", 3)))
                .hasMessageContaining("There is no setting 'size/~s'. Known settings: [whole,")
                .extracting(refused -> ((InvalidInputException) refused).pointer())
                .isEqualTo("/settings/size~1~0s");
    }

    @Test
    void aNullIsTheDefault() {
        assertThat(CATALOG.make("one", Collections.singletonMap("text", null)).text("text"))
                .isEqualTo("x");
    }
}
