package dev.espalier.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ServeOptionsTest {
    @Test
    void tokenMustBeLongAndFitAHeader() {
        assertThat(refusal("0123456789abcdef")).isEmpty();
        assertThat(refusal("0123456789abcde")).contains("at least 16 characters");
        assertThat(refusal("grüße, grüße, grüße")).contains("ASCII");
    }

    private static String refusal(String token) {
        return ServeOptions.of(8080, Path.of("data")).withToken(token).refusal().orElse("");
    }
}
