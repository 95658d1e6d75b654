package dev.espalier.server.service;

import dev.espalier.server.history.History;
import dev.espalier.server.search.SearchEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service at a port of its own, and a client for it. Real HTTP; only the processes are missing. */
final class RunningService implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Service service;
    private final AtomicReference<History> history = new AtomicReference<>();
    private final AtomicReference<SearchEvents> events = new AtomicReference<>();

    RunningService(Path dataDir) {
        this(ServeOptions.of(0, dataDir));
    }

    RunningService(ServeOptions options) {
        this.service = Service.start(options, (openHistory, listeners, folder, limits) -> {
            history.set(openHistory);
            events.set(listeners);
            return new QuietRunner(openHistory, listeners);
        });
    }

    History history() {
        return Objects.requireNonNull(history.get());
    }

    SearchEvents events() {
        return Objects.requireNonNull(events.get());
    }

    int port() {
        return service.port();
    }

    /** An answer; {@link #json()} of an empty body is a missing node. */
    record Answer(int status, java.net.http.HttpHeaders headers, String body) {
        JsonNode json() {
            return body.isEmpty() ? JSON.missingNode() : JSON.readTree(body);
        }

        String type() {
            return headers.firstValue("Content-Type").orElse("");
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port(), path)))
                .timeout(Duration.ofSeconds(30));
    }

    Answer get(String path) {
        return send(request(path));
    }

    Answer post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    Answer send(String method, String path, String json) {
        return send(
                request(path).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(json)));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    HttpClient client() {
        return client;
    }

    @Override
    public void close() {
        service.close();
    }
}
