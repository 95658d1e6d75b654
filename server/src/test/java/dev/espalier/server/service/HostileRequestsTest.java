package dev.espalier.server.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.espalier.server.service.RunningService.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whatever is sent: a problem that names the place, a server that lives, and nothing stored. */
final class HostileRequestsTest {
    private static RunningService service;

    @BeforeAll
    static void start(@TempDir Path folder) {
        service = new RunningService(folder);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @AfterEach
    void nothingIsStoredAndTheServerLives() {
        Answer list = service.get("/api/v1/searches");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.json().get("items")).isEmpty();
    }

    private static void isProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.type()).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("title").stringValue()).isNotBlank();
        assertThat(problem.get("detail").stringValue()).isNotBlank();
        assertThat(answer.body()).doesNotContain("Exception", "\tat ", "org.springframework", "dev.espalier");
    }

    private static void points(Answer answer, String pointer) {
        assertThat(answer.json().get("errors").get(0).get("pointer").stringValue())
                .as(answer.body())
                .isEqualTo(pointer);
    }

    static Stream<Arguments> wrongSpecifications() {
        return Stream.of(
                arguments("[]", ""),
                arguments("null", ""),
                arguments("7", ""),
                arguments("", ""),
                arguments("{", ""),
                arguments("{\"dataset\":\"digits\"} trailing", ""),
                arguments("{\"dataset\":\"digits\",\"dataset\":\"digits\"}", ""),
                arguments("{}", "/dataset"),
                arguments("{\"dataset\":null}", "/dataset"),
                arguments("{\"dataset\":\"nowhere\"}", "/dataset"),
                arguments("{\"dataset\":\"../../etc/passwd\"}", "/dataset"),
                arguments(
                        "{\"dataset\":{\"name\":\"digits\",\"settings\":{\"trainingShare\":0}}}",
                        "/dataset/settings/trainingShare"),
                arguments(
                        "{\"dataset\":{\"name\":\"digits\",\"settings\":{\"classWeights\":[9]}}}",
                        "/dataset/settings/classWeights"),
                arguments(with("\"nmae\":\"x\""), "/nmae"),
                arguments(with("\"name\":\"\""), "/name"),
                arguments(with("\"name\":[\"x\"]"), "/name"),
                arguments(with("\"name\":\"" + "x".repeat(5000) + "\""), "/name"),
                arguments(with("\"name\":\"a\\u0000b\""), "/name"),
                arguments(with("\"space\":\"cell\""), "/space"),
                arguments(with("\"space\":{\"name\":\"sell\"}"), "/space/name"),
                arguments(with("\"space\":{\"name\":\"mlp\"}"), "/space/name"),
                arguments(
                        with("\"space\":{\"name\":\"cell\",\"settings\":{\"stemWidth\":-1}}"),
                        "/space/settings/stemWidth"),
                arguments(
                        with("\"space\":{\"name\":\"cell\",\"settings\":{\"stemWidth\":1e400}}"),
                        "/space/settings/stemWidth"),
                arguments(
                        with("\"space\":{\"name\":\"cell\",\"settings\":{\"stemWidth\":\"8\"}}"),
                        "/space/settings/stemWidth"),
                arguments(
                        with("\"space\":{\"name\":\"cell\",\"settings\":{\"stemWidth\":8.5}}"),
                        "/space/settings/stemWidth"),
                arguments(
                        with("\"space\":{\"name\":\"cell\",\"settings\":{\"stemWidht\":8}}"),
                        "/space/settings/stemWidht"),
                arguments(with("\"space\":{\"name\":\"cell\",\"settings\":[]}"), "/space/settings"),
                arguments(with("\"controller\":{\"name\":\"gradient\"}"), "/controller/name"),
                arguments(with("\"controller\":{\"name\":\"ppo\",\"settings\":{\"clip\":NaN}}"), ""),
                arguments(
                        with("\"controller\":{\"name\":\"ppo\",\"settings\":{\"clip\":\"NaN\"}}"),
                        "/controller/settings/clip"),
                arguments(
                        with("\"controller\":{\"name\":\"ppo\",\"settings\":{\"batch\":99999999999999999999}}"),
                        "/controller/settings/batch"),
                arguments(with("\"evaluator\":{\"inFlight\":0}"), "/evaluator/inFlight"),
                arguments(with("\"evaluator\":{\"threads\":-2147483649}"), "/evaluator/threads"),
                arguments(with("\"evaluator\":{\"inFlight\":true}"), "/evaluator/inFlight"),
                arguments(with("\"engine\":\"tensorflow\""), "/engine"),
                arguments(with("\"device\":0"), "/device"),
                arguments(with("\"objective\":{\"maximize\":\"beauty\"}"), "/objective/maximize"),
                arguments(with("\"objective\":{\"maximize\":\"rmse\"}"), "/objective/maximize"),
                arguments(with("\"objective\":{\"minimize\":\"rmse\"}"), "/objective/minimize"),
                arguments(
                        with("\"objective\":{\"maximize\":\"accuracy\",\"minimize\":\"log-loss\"}"),
                        "/objective/minimize"),
                arguments(
                        with("\"objective\":{\"constraints\":[{\"metric\":\"parameters\"}]}"),
                        "/objective/constraints/0"),
                arguments(
                        with("\"objective\":{\"constraints\":[{\"metric\":\"parameters\",\"atMost\":-1}]}"),
                        "/objective/constraints/0/atMost"),
                arguments(with("\"budget\":{\"trials\":0}"), "/budget/trials"),
                arguments(with("\"budget\":{\"trials\":1e9}"), "/budget/trials"),
                arguments(with("\"budget\":{\"seconds\":-5}"), "/budget/seconds"),
                arguments(with("\"budget\":{\"seconds\":1e400}"), "/budget/seconds"),
                arguments(with("\"finalTraining\":{\"top\":-1}"), "/finalTraining/top"),
                arguments(with("\"finalTraining\":{\"epochs\":2147483648}"), "/finalTraining/epochs"),
                arguments(with("\"seed\":-1"), "/seed"),
                arguments(with("\"seed\":0.5"), "/seed"),
                arguments(with("\"seed\":" + "9".repeat(2000)), ""));
    }

    private static String with(String field) {
        return "{\"dataset\":\"digits\"," + field + "}";
    }

    @ParameterizedTest
    @MethodSource("wrongSpecifications")
    void wrongSpecificationIsRefusedAtItsPlace(String specification, String pointer) {
        for (String path : List.of("/api/v1/searches", "/api/v1/estimates")) {
            Answer answer = service.post(path, specification);
            isProblem(answer, 400);
            points(answer, pointer);
        }
    }

    @Test
    void brokenJsonIsPointedAtByLineAndColumn() {
        Answer answer = service.post("/api/v1/searches", "{\"dataset\": \"digits\",\n  \"seed\": seven}");
        isProblem(answer, 400);
        assertThat(answer.json().get("detail").stringValue()).contains("line 2", "column");
    }

    @Test
    void deepNestingIsRefused() {
        isProblem(service.post("/api/v1/searches", "{\"dataset\":" + "[".repeat(100_000)), 400);
        isProblem(service.post("/api/v1/architectures", "{\"vertices\":" + "[".repeat(100_000)), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/searches", "/api/v1/estimates", "/api/v1/architectures"})
    void longBodyIsRefused(String path) {
        isProblem(service.post(path, "{\"dataset\":\"" + "x".repeat(10_000_000) + "\"}"), 413);
    }

    @Test
    void brokenUtf8IsRefused() {
        byte[] body = "{\"dataset\":\"digits\",\"name\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);
        isProblem(
                service.send(service.request("/api/v1/searches")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body))),
                400);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /api/v1/searches, 405",
        "DELETE, /api/v1/searches, 405",
        "PATCH, /api/v1/searches, 405",
        "POST, /api/v1/catalog/spaces, 405",
        "PUT, /api/v1/searches/abc, 405",
        "GET, /api/v1/searches/abc/pause, 405",
        "GET, /api/v1/estimates, 405",
        "POST, /api/v1/searches/abc/explode, 404",
        "POST, /api/v1/searches/abc/pause, 404",
        "GET, /api/v1/searches/abc, 404",
        "DELETE, /api/v1/searches/abc, 404",
        "GET, /api/v1/searches/abc/trials, 404",
        "GET, /api/v1/searches/abc/curve, 404",
        "GET, /api/v1/searches/abc/beliefs, 404",
        "GET, /api/v1/searches/abc/exports/csv, 404",
        "GET, /api/v1/searches/abc/exports/exe, 404",
        "GET, /api/v1/searches/abc/events, 404",
        "GET, /api/v1/architectures/abc, 404",
        "GET, /api/v1/architectures/abc/exports/svg, 404",
        "GET, /api/v1/models/abc, 404",
        "GET, /api/v1/models/abc/exports/dl4j-zip, 404",
        "GET, /api/v1/models/..%5C..%5Cetc/exports/dl4j-zip, 400",
        "GET, /api/v1/datasets/abc, 404",
        "DELETE, /api/v1/datasets/abc, 404",
        "DELETE, /api/v1/datasets/digits, 409",
        "GET, /api/v1/catalog/wishes, 404",
        "GET, /api/v2/searches, 404",
        "GET, /api/v1/searches/..%2f..%2fetc%2fpasswd, 400",
        "GET, /api/v1/searches/%00, 400",
        "GET, /js/..%2f..%2fapplication.properties, 400",
        "GET, /application.properties, 404",
        "GET, /WEB-INF/web.xml, 404",
    })
    void wrongAddressOrMethodIsAProblem(String method, String path, int status) {
        isProblem(service.send(method, path, method.equals("GET") ? "" : "{}"), status);
    }

    @ParameterizedTest
    @CsvSource({
        "pageSize=0, /pageSize",
        "pageSize=-1, /pageSize",
        "pageSize=1001, /pageSize",
        "pageSize=ten, /pageSize",
        "pageSize=99999999999, /pageSize",
        "pageToken=xyz, /pageToken",
    })
    void wrongParameterIsNamed(String query, String pointer) {
        Answer answer = service.get("/api/v1/searches?" + query);
        isProblem(answer, 400);
        points(answer, pointer);
    }

    @Test
    void wrongContentTypesAreRefused() {
        isProblem(
                service.send(service.request("/api/v1/searches")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{\"dataset\":\"digits\"}"))),
                415);
        isProblem(service.send(service.request("/api/v1/searches").POST(BodyPublishers.noBody())), 415);
        isProblem(service.post("/api/v1/datasets", "{\"name\":\"x\"}"), 415);
        isProblem(
                service.send(service.request("/api/v1/datasets")
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .POST(BodyPublishers.ofString("nothing of the kind"))),
                400);
        isProblem(service.send(service.request("/api/v1/searches").header("Accept", "image/png")), 406);
    }

    @Test
    void refusalSaysWhatIsTaken() {
        assertThat(service.send(service.request("/api/v1/searches")
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("{}")))
                        .body())
                .contains("The Content-Type 'text/plain' must be one of [application/json].");
        assertThat(service.send("PUT", "/api/v1/searches/abc", "{}").body()).contains("'PUT' is not taken", "PATCH");
        String form = "--x\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n%s\r\n--x--\r\n";
        assertThat(form(form.formatted("name", "", "a"))).contains("The field 'file' is missing.");
        String file = form.formatted("file", "; filename=\"a.csv\"", "a,b");
        assertThat(form(file)).contains("The field 'name' is missing.");
        String side = form.formatted("name", "", "a").replace("--x--\r\n", "") + form.formatted("side", "", "wide");
        assertThat(form(file.replace("--x--\r\n", "") + side)).contains("The value 'wide' must be a whole number.");
    }

    private String form(String body) {
        return service.send(service.request("/api/v1/datasets")
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .POST(BodyPublishers.ofString(body)))
                .body();
    }

    @ParameterizedTest
    @CsvSource({
        "Host, evil.example:8080",
        "Host, 127.0.0.1.evil.example",
        "Origin, http://evil.example",
        "Origin, null",
        "Sec-Fetch-Site, cross-site",
    })
    void otherSitesAreRefused(String header, String value) {
        Answer answer = service.send(service.request("/api/v1/searches")
                .header(header, value)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"dataset\":\"digits\"}")));
        isProblem(answer, 403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/searches HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "GET /api/v1/searches HTTP/1.1\r\n\r\n",
                "GET /api/v1/<searches> HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /api/v1/searches HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
                "POST /api/v1/searches HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                "POST /api/v1/searches HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
                "NONSENSE\r\n\r\n",
                "GET /api/v1/searches HTTP/1.1\r\nHost: localhost\r\nX: \u0000\r\n\r\n",
            })
    void whatIsNoHttpIsRefused(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", service.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain("Exception", "Apache", "Tomcat");
            assertThat(answer.substring(9, 10)).as(answer).isIn("4", "5");
            assertThat(answer.substring(9, 12)).as(answer).isNotEqualTo("500");
        }
    }

    static Stream<Arguments> wrongArchitectures() {
        String input =
                "{\"key\":\"in\",\"operation\":{\"type\":\"input\",\"shape\":{\"type\":\"vector\",\"channels\":4}},\"inputs\":[]}";
        return Stream.of(
                arguments("{}", "/vertices"),
                arguments("{\"vertices\":[],\"outputs\":[]}", null),
                arguments("{\"vertices\":[" + input + "],\"outputs\":[\"nowhere\"]}", null),
                arguments(
                        "{\"vertices\":[" + input
                                + ",{\"key\":\"a\",\"operation\":{\"type\":\"add\"},\"inputs\":[\"b\",\"in\"]},"
                                + "{\"key\":\"b\",\"operation\":{\"type\":\"identity\"},\"inputs\":[\"a\"]}],\"outputs\":[\"b\"]}",
                        null),
                arguments(
                        "{\"vertices\":[" + input
                                + ",{\"key\":\"d\",\"operation\":{\"type\":\"dense\",\"units\":2000000000,\"bias\":true},\"inputs\":[\"in\"]}],\"outputs\":[\"d\"]}",
                        null),
                arguments(
                        "{\"vertices\":[" + input
                                + ",{\"key\":\"d\",\"operation\":{\"type\":\"dense\",\"units\":-1,\"bias\":true},\"inputs\":[\"in\"]}],\"outputs\":[\"d\"]}",
                        null),
                arguments(
                        "{\"vertices\":[" + input
                                + ",{\"key\":\"d\",\"operation\":{\"type\":\"exec\",\"command\":\"id\"},\"inputs\":[\"in\"]}],\"outputs\":[\"d\"]}",
                        null));
    }

    @ParameterizedTest
    @MethodSource("wrongArchitectures")
    void wrongArchitectureIsRefused(String document, String pointer) {
        Answer answer = service.post("/api/v1/architectures", document);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().get("errors")).isNotEmpty();
        if (pointer != null) {
            points(answer, pointer);
        }
        assertThat(service.get("/api/v1/architectures").json().get("items")).isEmpty();
    }

    @Test
    void answersTellTheBrowserToTrustNobody() {
        for (String path : List.of("/", "/api/v1/searches", "/nowhere")) {
            Answer answer = service.get(path);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        }
    }

    @Test
    void addressForOthersNeedsATokenWithEveryCall(@TempDir Path folder) {
        ServeOptions options = ServeOptions.of(0, folder).withToken("0123456789abcdef");
        try (RunningService guarded = new RunningService(options)) {
            assertThat(guarded.get("/").status()).isEqualTo(200);
            assertThat(guarded.get("/searches/new").status()).isEqualTo(200);
            for (String path : List.of(
                    "/api/v1/searches",
                    "/%61pi/v1/searches",
                    "/a%70i/v1/searches",
                    "/api;x=1/v1/searches",
                    "/;x/api/v1/searches",
                    "//api/v1/searches",
                    "/%61ctuator/health")) {
                assertThat(guarded.get(path).status()).as(path).isIn(400, 401);
            }
            assertThat(guarded.send(guarded.request("/api/v1/searches")
                                    .header("Cookie", "other=1; espalier-token=0123456789abcdef"))
                            .status())
                    .isEqualTo(200);
            isProblem(guarded.send(guarded.request("/api/v1/searches").header("Cookie", "espalier-token=%zz")), 401);
            isProblem(guarded.send(guarded.request("/api/v1/searches").header("Authorization", "Bearer guess")), 401);
            assertThat(guarded.send(guarded.request("/api/v1/searches")
                                    .header("Authorization", "Bearer 0123456789abcdef"))
                            .status())
                    .isEqualTo(200);
        }
    }
}
