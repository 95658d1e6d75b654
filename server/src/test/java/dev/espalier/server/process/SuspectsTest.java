package dev.espalier.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuspectsTest {
    private final Suspects suspects = new Suspects();

    @Test
    void oneDeathMakesSuspectsAndCondemnsNobody() {
        suspects.died(List.of(5, 6), "signal 9");
        assertThat(suspects.suspects()).containsExactly(5, 6);
        assertThat(suspects.condemned()).isEmpty();
    }

    @Test
    void secondDeathAloneCondemnsTheGuiltyOneOnly() {
        suspects.died(List.of(5, 6), "signal 9");
        suspects.settled(5);
        suspects.died(List.of(6), "signal 11");
        assertThat(suspects.condemned()).containsOnlyKeys(6);
        assertThat(suspects.condemned().get(6)).contains("2 times").contains("signal 11");
    }

    @Test
    void secondDeathInCompanyCondemnsNobody() {
        suspects.died(List.of(5, 6), "signal 9");
        suspects.died(List.of(5, 6), "signal 9");
        assertThat(suspects.condemned()).isEmpty();
    }
}
