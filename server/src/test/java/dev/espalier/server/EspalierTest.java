package dev.espalier.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EspalierTest {
    private final Locale before = Locale.getDefault();

    @AfterEach
    void putBack() {
        Locale.setDefault(before);
    }

    @Test
    void numbersAreWrittenAlikeInEveryCountry() {
        Locale.setDefault(Locale.GERMANY);
        Espalier.main(new String[] {"--version"});
        assertThat("%,d, %.1f".formatted(1000, 0.5)).isEqualTo("1,000, 0.5");
    }
}
