package dev.espalier.server.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.server.process.Limits;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class LimitOptionsTest {
    private static Limits limits(String... arguments) {
        ServeOptions options = new ServeOptions();
        new CommandLine(options).parseArgs(arguments);
        return options.limits();
    }

    @Test
    void whatIsNotSaidIsAsOnThisMachine() {
        assertThat(limits()).isEqualTo(Limits.ofThisMachine());
        assertThat(limits().evaluation()).isEqualTo(Duration.ofHours(1));
        assertThat(limits().silence()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void bothTimesAreTakenInSecondsMinutesOrHours() {
        Limits limits = limits("--evaluation-limit", "36h", "--silence-limit", "90s");
        assertThat(limits.evaluation()).isEqualTo(Duration.ofHours(36));
        assertThat(limits.silence()).isEqualTo(Duration.ofSeconds(90));
        assertThat(limits.memory()).isEqualTo(Limits.ofThisMachine().memory());
        assertThat(limits("--evaluation-limit", "10m").evaluation()).isEqualTo(Duration.ofMinutes(10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10", "1d", "-5m", "1.5h", "PT1H", "0s", "9999999h", "99999999999s", "31536000m", "ten"})
    void whatIsNoTimeOrOutOfBoundsIsRefused(String time) {
        assertThatThrownBy(() -> limits("--evaluation-limit", time))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("--evaluation-limit")
                .hasMessageContaining("'" + time + "' must");
    }

    @Test
    void environmentCountsWhereNoOptionIsGiven() {
        Map<String, String> environment = Map.of("ESPALIER_EVALUATION_LIMIT", "4h", "ESPALIER_SILENCE_LIMIT", "5m");
        Limits limits = options("--silence-limit", "90s").limits(environment);
        assertThat(limits.evaluation()).isEqualTo(Duration.ofHours(4));
        assertThat(limits.silence()).isEqualTo(Duration.ofSeconds(90));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ESPALIER_EVALUATION_LIMIT", "ESPALIER_SILENCE_LIMIT"})
    void wrongVariableIsRefusedByItsOwnName(String variable) {
        assertThatThrownBy(() -> options().limits(Map.of(variable, "foo")))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        wrong -> assertThat(wrong.pointer()).isEqualTo(variable))
                .hasMessageContaining("'foo' must be a whole number of seconds")
                .hasMessageEndingWith(".");
    }

    private static LimitOptions options(String... arguments) {
        LimitOptions options = new LimitOptions();
        new CommandLine(options).parseArgs(arguments);
        return options;
    }

    @Test
    void silenceShorterThanSomeSignsOfLifeIsRefused() {
        assertThatThrownBy(() -> limits("--silence-limit", "9s"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("must lie between 10 and 86400 seconds");
    }
}
