package dev.espalier.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.catalog.InvalidInputException;
import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;

class ServerDeskTest {
    @Test
    void tokenThatNoHeaderCanCarryIsRefused() {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1/"));
        assertThat(ServerDesk.authorized(request.copy(), "0123456789abcdef")
                        .build()
                        .headers()
                        .map())
                .containsKey("Authorization");
        assertThat(ServerDesk.authorized(request.copy(), null).build().headers().map())
                .isEmpty();
        assertThatThrownBy(() -> ServerDesk.authorized(request, "grüße, grüße, grüße"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("ASCII");
    }
}
