package dev.espalier.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.server.history.Action;
import dev.espalier.server.history.DataFolder;
import dev.espalier.server.history.NotFoundException;
import dev.espalier.server.rank.References;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The running server of a data folder, over HTTP. */
final class ServerDesk implements Desk {
    private static final int PAGE = 1000;
    private static final int REFUSED = 400;
    private static final int MISSING = 404;
    private static final int WITHOUT_TOKEN = 401;
    private static final String TOKEN = "ESPALIER_TOKEN";

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String address;

    private ServerDesk(String address) {
        this.address = address;
    }

    /** The server that wrote {@code server.json}, where it still runs. */
    static Optional<Desk> find(DataFolder folder) {
        Path file = folder.serverFile();
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            JsonNode server = CommonOptions.JSON.readTree(Files.readString(file));
            ServerDesk desk = new ServerDesk(server.path("url").asString());
            return desk.isOf(server.path("pid").asLong(-1)) ? Optional.of(desk) : Optional.empty();
        } catch (IOException | JacksonException unreadable) {
            return Optional.empty();
        }
    }

    /** A file of a server that was killed may name a process number, and an address, that others have now. */
    private boolean isOf(long pid) {
        try {
            HttpResponse<String> health = client.send(request("health").GET().build(), BodyHandlers.ofString());
            return health.statusCode() == WITHOUT_TOKEN
                    || CommonOptions.JSON.readTree(health.body()).path("pid").asLong() == pid;
        } catch (InvalidInputException unsendable) {
            throw unsendable;
        } catch (IOException | JacksonException | IllegalArgumentException silent) {
            return false;
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public JsonNode submit(String specification, Optional<String> key) {
        HttpRequest.Builder request = sending("POST", "searches", specification);
        key.ifPresent(name -> request.header("Idempotency-Key", name));
        return document(request.build(), "search", "");
    }

    @Override
    public JsonNode takeUp(String id) {
        JsonNode search = find(id);
        return search.path("state").asString().equals("PAUSED") ? steer(id, Action.RESUME) : search;
    }

    @Override
    public JsonNode steer(String id, Action action) {
        return document(post("searches/%s/%s".formatted(safe(id), action.key()), ""), "search", id);
    }

    @Override
    public JsonNode rename(String id, String name) {
        HttpRequest.Builder request = sending("PATCH", "searches/" + safe(id), name);
        return document(request.build(), "search", id);
    }

    @Override
    public void delete(String id) {
        delete("searches/" + safe(id), "search", id);
    }

    @Override
    public JsonNode train(String id, String orders) {
        return document(post("searches/" + safe(id) + "/train", orders), "search", id);
    }

    @Override
    public void removeDataSet(String id) {
        delete("datasets/" + safe(id), "data set", id);
    }

    @Override
    public JsonNode estimate(String specification) {
        return document(post("estimates", specification), "estimate", "");
    }

    @Override
    public List<JsonNode> list(int limit) {
        return pages("searches?", "search", "", limit);
    }

    @Override
    public JsonNode find(String id) {
        return document(request("searches/" + safe(id)).GET().build(), "search", id);
    }

    @Override
    public List<JsonNode> trials(String id, String orderBy, int limit) {
        return pages("searches/" + safe(id) + "/trials?orderBy=" + orderBy + "&", "search", id, limit);
    }

    @Override
    public JsonNode reference(String search, int architectures, References.Trainings trainings) {
        String query = "?architectures=%d&epochs=%d&repeats=%d"
                .formatted(architectures, trainings.epochs(), trainings.repeats());
        return document(
                request("searches/" + safe(search) + "/reference" + query).GET().build(), "search", search);
    }

    @Override
    public JsonNode rank(String search, String reference) {
        return document(
                request("ranks/%s/%s".formatted(safe(search), safe(reference)))
                        .GET()
                        .build(),
                "search",
                search);
    }

    @Override
    public void export(String kind, String id, String format, OutputStream out) throws IOException {
        HttpRequest request = request("%s/%s/exports/%s".formatted(kind, safe(id), safe(format)))
                .GET()
                .build();
        HttpResponse<InputStream> response = send(request, BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() >= REFUSED) {
                throw refusal(
                        response.statusCode(), new String(body.readAllBytes(), UTF_8), "export", id + "/" + format);
            }
            body.transferTo(out);
        }
    }

    private List<JsonNode> pages(String path, String what, String id, int limit) {
        List<JsonNode> items = new ArrayList<>();
        String token = "";
        do {
            String page = "pageSize=" + Math.min(PAGE, limit) + token;
            JsonNode document = document(request(path + page).GET().build(), what, id);
            document.path("items").forEach(items::add);
            String next = document.path("nextPageToken").asString("");
            token = next.isEmpty() ? "" : "&pageToken=" + URLEncoder.encode(next, UTF_8);
        } while (!token.isEmpty() && items.size() < limit);
        return items.subList(0, Math.min(limit, items.size()));
    }

    private HttpRequest post(String path, String body) {
        return sending("POST", path, body).build();
    }

    private HttpRequest.Builder sending(String method, String path, String body) {
        return request(path).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + "/api/v1/" + path)).timeout(Duration.ofMinutes(2));
        return authorized(request, System.getenv(TOKEN));
    }

    static HttpRequest.Builder authorized(HttpRequest.Builder request, @Nullable String token) {
        if (token != null && !token.matches("[ -~]*")) {
            throw new InvalidInputException(TOKEN, "The token must be of ASCII characters alone.");
        }
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private JsonNode document(HttpRequest request, String what, String id) {
        HttpResponse<String> response = send(request, BodyHandlers.ofString());
        if (response.statusCode() >= REFUSED) {
            throw refusal(response.statusCode(), response.body(), what, id);
        }
        return CommonOptions.JSON.readTree(response.body());
    }

    private void delete(String path, String what, String id) {
        HttpResponse<String> response = send(request(path).DELETE().build(), BodyHandlers.ofString());
        if (response.statusCode() >= REFUSED) {
            throw refusal(response.statusCode(), response.body(), what, id);
        }
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request, handler);
        } catch (IOException gone) {
            throw new UncheckedIOException("The server at %s does not answer.".formatted(address), gone);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the server answered.", hurried);
        }
    }

    /** The API's problem (RFC 9457) as the error that it was on the other side. */
    private static RuntimeException refusal(int status, String body, String what, String id) {
        if (status == WITHOUT_TOKEN) {
            return new InvalidInputException(
                    TOKEN, "The server wants its token, and the environment has none or another one.");
        }
        JsonNode problem = problem(body);
        if (status == MISSING && !id.isEmpty()) {
            String said = problem == null ? "" : problem.path("detail").asString("");
            return said.isEmpty() ? new NotFoundException(what, id) : new NotFoundException(said);
        }
        JsonNode first = problem == null ? null : problem.path("errors").path(0);
        if (first != null && first.has("detail")) {
            return new InvalidInputException(
                    first.path("pointer").asString(""), first.path("detail").asString());
        }
        String detail = problem == null ? body : problem.path("detail").asString(body);
        return status < 500
                ? new InvalidInputException("", detail)
                : new IllegalStateException("The server answered %d: %s".formatted(status, detail));
    }

    private static @Nullable JsonNode problem(String body) {
        try {
            return CommonOptions.JSON.readTree(body);
        } catch (JacksonException noJson) {
            return null;
        }
    }

    private static String safe(String id) {
        return URLEncoder.encode(id, UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        // Every request stood for itself.
    }
}
