package dev.espalier.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShownTest {
    @Test
    void numbersAreWrittenOut() {
        assertThat(Shown.number(31_536_000)).isEqualTo("31536000");
        assertThat(Shown.number(1e15)).isEqualTo("1000000000000000");
        assertThat(Shown.number(1e-6)).isEqualTo("0.000001");
        assertThat(Shown.number(-0.5)).isEqualTo("-0.5");
        assertThat(Shown.number(0)).isEqualTo("0");
        assertThat(Shown.number(1e300)).isEqualTo("1.0E300");
        assertThat(Shown.number(Double.NaN)).isEqualTo("NaN");
    }

    @Test
    void settingIsRefusedBrieflyAndWithPlainBounds() {
        Setting rate = Setting.real("rate", 0.01, 1e-6, 10, "A rate.");
        assertThatThrownBy(() -> rate.accept(1e9))
                .hasMessage("The setting 'rate' (1000000000) must be a number from 0.000001 to 10.");
        assertThatThrownBy(() -> rate.accept("x".repeat(5000)))
                .hasMessage(
                        "The setting 'rate' (%s...) must be a number from 0.000001 to 10.".formatted("x".repeat(57)));
    }
}
