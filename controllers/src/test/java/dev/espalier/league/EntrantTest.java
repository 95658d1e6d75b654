package dev.espalier.league;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.catalog.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntrantTest {
    @Test
    void settingsBelongToTheControllerBeforeThem() {
        assertThat(Entrant.list(
                        "random, ppo:batch=5,learningRate=0.02,normalizeAdvantages=false,local-search:step=best"))
                .extracting(Entrant::label)
                .containsExactly(
                        "random", "ppo:batch=5,learningRate=0.02,normalizeAdvantages=false", "local-search:step=best");
        assertThat(Entrant.of("ppo:batch=5,normalizeAdvantages=false").settings())
                .containsEntry("batch", 5L)
                .containsEntry("normalizeAdvantages", false)
                .containsKey("learningRate");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nobody | There is no controller 'nobody'",
                "ppo:bach=5 | no setting 'bach'",
                "ppo:batch | is no setting",
                "ppo:batch=many | must be a whole number",
                "random,random | twice",
                "random,,ppo | no controller ''",
                "random,batch=5 | no controller 'batch=5'"
            })
    void whatCannotBeReadIsRefused(String text, String words) {
        assertThatThrownBy(() -> Entrant.list(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(words);
    }
}
