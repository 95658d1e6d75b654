package dev.espalier.league;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PairedTest {
    /** Hours of sleep that two drugs gave to ten people (Student 1908); figures of R's {@code t.test(paired = TRUE)}. */
    @Test
    void agreesWithStudentsOwnExample() {
        List<@Nullable Double> one = Arrays.asList(0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0);
        List<@Nullable Double> two = Arrays.asList(1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4);
        Paired paired = Objects.requireNonNull(Paired.of(one, two, true));
        assertThat(paired.pairs()).isEqualTo(10);
        assertThat(paired.difference()).isCloseTo(-1.58, within(1e-9));
        assertThat(paired.low()).isCloseTo(-2.4598858, within(1e-6));
        assertThat(paired.high()).isCloseTo(-0.7001142, within(1e-6));
        assertThat(paired.p()).isCloseTo(0.002832890, within(1e-8));
        assertThat(Objects.requireNonNull(Paired.of(one, two, false)).better()).isTrue();
    }

    @Test
    void equalValuesAreNoDifferenceAndMissingOnesNoPair() {
        List<@Nullable Double> values = Arrays.asList(1.0, null, 3.0, 4.0);
        Paired paired = Objects.requireNonNull(Paired.of(values, values, true));
        assertThat(paired.pairs()).isEqualTo(3);
        assertThat(paired.p()).isEqualTo(1);
        assertThat(paired.better()).isFalse();
        assertThat(Paired.of(values.subList(0, 2), values.subList(0, 2), true)).isNull();
    }
}
