package dev.espalier.server.service;

import static dev.espalier.server.history.Histories.aFailedTrial;
import static dev.espalier.server.history.Histories.aTrial;
import static dev.espalier.server.history.Histories.anArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.architecture.ArchitectureJson;
import dev.espalier.server.history.Action;
import dev.espalier.server.history.DataFolder;
import dev.espalier.server.history.History;
import dev.espalier.server.history.ModelRecord;
import dev.espalier.server.history.NewTrial;
import dev.espalier.server.history.StoredTrial;
import dev.espalier.server.service.RunningService.Answer;
import dev.espalier.trial.Controller;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The shapes that the page and scripts rely on, through real HTTP. */
final class ApiTest {
    private static RunningService service;
    private static DataFolder folder;

    @BeforeAll
    static void start(@TempDir Path root) {
        folder = new DataFolder(root);
        service = new RunningService(root);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static History history() {
        return service.history();
    }

    private static String submitted() {
        Answer answer = service.post("/api/v1/searches", "{\"dataset\":\"digits\",\"seed\":7}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.json().get("id").stringValue();
    }

    private static void append(String id, NewTrial trial) {
        StoredTrial stored = history().trials().append(id, List.of(trial)).get(0);
        service.events().trial(id, stored);
    }

    private static void change(String id, Action action) {
        service.events().state(history().searches().change(id, action, Optional.empty()));
    }

    @Test
    void submittedSearchIsAcceptedWithEveryDefaultFilledIn() {
        Answer answer = service.post("/api/v1/searches", "{\"dataset\":\"digits\"}");

        assertThat(answer.status()).isEqualTo(202);
        JsonNode search = answer.json();
        String address = "/api/v1/searches/" + search.get("id").stringValue();
        assertThat(answer.headers().firstValue("Location")).contains(address);
        assertThat(search.get("state").stringValue()).isEqualTo("QUEUED");
        assertThat(search.get("progress").get("phase").stringValue()).isEqualTo("queued");
        assertThat(search.get("best").isNull()).isTrue();
        JsonNode specification = search.get("specification");
        assertThat(specification.get("space").get("name").stringValue()).isEqualTo("cell");
        assertThat(specification.get("space").get("settings").get("stemWidth").isNumber())
                .isTrue();
        assertThat(specification.propertyNames())
                .contains("controller", "evaluator", "engine", "objective", "budget", "finalTraining", "seed");
        assertThat(service.get(address).json()).isEqualTo(search);
        assertThat(service.get("/api/v1/searches").json().get("items").get(0)).isEqualTo(search);
    }

    @Test
    void exportedSpecificationIsTakenAgain() {
        String id = submitted();
        Answer exported = service.get("/api/v1/searches/" + id + "/exports/specification");

        Answer again = service.post("/api/v1/searches", exported.body());

        assertThat(exported.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment");
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json().get("specification")).isEqualTo(exported.json());
    }

    @Test
    void sameKeyIsTheSameSearch() {
        String body = "{\"dataset\":\"digits\",\"name\":\"once\"}";
        Answer first = keyed(body);
        Answer second = keyed(body);
        Answer other = keyed("{\"dataset\":\"digits\",\"name\":\"twice\"}");

        assertThat(second.status()).isEqualTo(202);
        assertThat(second.json().get("id")).isEqualTo(first.json().get("id"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().get("errors").get(0).get("pointer").stringValue())
                .isEqualTo("/Idempotency-Key");
    }

    private static Answer keyed(String body) {
        return service.send(service.request("/api/v1/searches")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "key-1")
                .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void searchIsRenamedPausedResumedCancelledAndDeleted() {
        String id = submitted();
        String address = "/api/v1/searches/" + id;

        assertThat(service.send("PATCH", address, "{\"name\":\"better\"}")
                        .json()
                        .get("name")
                        .stringValue())
                .isEqualTo("better");
        assertThat(service.send("PATCH", address, "{\"state\":\"COMPLETED\"}").status())
                .isEqualTo(400);
        assertThat(state(service.post(address + "/pause", ""))).isEqualTo("PAUSED");
        assertThat(service.post(address + "/pause", "").status()).isEqualTo(409);
        assertThat(state(service.post(address + "/resume", ""))).isEqualTo("QUEUED");
        assertThat(service.send("DELETE", address, "").status()).isEqualTo(409);
        assertThat(state(service.post(address + "/cancel", ""))).isEqualTo("CANCELLED");
        assertThat(service.post(address + "/stop", "").status()).isEqualTo(409);
        assertThat(service.send("DELETE", address, "").status()).isEqualTo(204);
        assertThat(service.get(address).status()).isEqualTo(404);
    }

    private static String state(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.json().get("state").stringValue();
    }

    @Test
    void trialsHaveTheShapeThatScriptsRelyOn() {
        String id = submitted();
        append(id, aTrial(1, 0.5, 3));
        append(id, aFailedTrial(2, 4));
        append(id, aTrial(3, 0.75, 5));

        JsonNode page = service.get("/api/v1/searches/" + id + "/trials?pageSize=2&orderBy=-score")
                .json();

        assertThat(page.get("items")).hasSize(2);
        JsonNode trial = page.get("items").get(0);
        assertThat(trial.get("number").intValue()).isEqualTo(3);
        assertThat(trial.get("architectureId").stringValue())
                .isEqualTo(anArchitecture(5).hash());
        assertThat(trial.get("proposal").get("decisions").get(0).intValue()).isEqualTo(3);
        assertThat(trial.get("proposal").get("parent").intValue()).isEqualTo(2);
        assertThat(trial.get("outcome").get("score").doubleValue()).isEqualTo(0.75);
        assertThat(trial.get("outcome").get("metrics").get("loss").isNull()).isTrue();
        assertThat(trial.get("sameAs").isNull()).isTrue();
        JsonNode failed = service.get("/api/v1/searches/" + id + "/trials?filter=failed")
                .json()
                .get("items");
        assertThat(failed).hasSize(1);
        assertThat(failed.get(0).get("outcome").get("failure").stringValue()).contains("NaN");
        String token = page.get("nextPageToken").stringValue();
        assertThat(service.get("/api/v1/searches/" + id + "/trials?pageSize=2&orderBy=-score&pageToken=" + token)
                        .json()
                        .get("items"))
                .hasSize(1);
        assertThat(service.get("/api/v1/searches/" + id + "/trials?orderBy=score&pageToken=" + token)
                        .status())
                .isEqualTo(400);
        JsonNode best = service.get("/api/v1/searches/" + id).json().get("best");
        assertThat(best.get("number").intValue()).isEqualTo(3);
        assertThat(best.get("metrics").get("accuracy").doubleValue()).isEqualTo(0.75);
    }

    @ParameterizedTest
    @CsvSource({"orderBy=beauty, /orderBy", "filter=nice, /filter", "pageSize=0, /pageSize"})
    void wrongQueryOfTrialsIsNamed(String query, String pointer) {
        Answer answer = service.get("/api/v1/searches/" + submitted() + "/trials?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors").get(0).get("pointer").stringValue())
                .isEqualTo(pointer);
    }

    @Test
    void curveIsThinnedAndKeepsTheBest() {
        String id = submitted();
        history()
                .trials()
                .append(
                        id,
                        IntStream.rangeClosed(1, 100)
                                .mapToObj(n -> aTrial(n, n == 37 ? 0.9 : 0.5, 3))
                                .toList());

        JsonNode points = service.get("/api/v1/searches/" + id + "/curve?points=10")
                .json()
                .get("points");

        assertThat(points).hasSize(10);
        assertThat(points.get(3).get("number").intValue()).isEqualTo(40);
        assertThat(points.get(3).get("score").doubleValue()).isEqualTo(0.9);
        assertThat(points.get(2).get("best").doubleValue()).isEqualTo(0.5);
        assertThat(points.get(9).get("best").doubleValue()).isEqualTo(0.9);
        assertThat(points.get(9).get("mean").doubleValue()).isEqualTo(0.5);
    }

    @Test
    void eventsReplayWhatWasMissedAndFollowWhatHappens() throws Exception {
        String id = submitted();
        append(id, aTrial(1, 0.5, 3));
        append(id, aTrial(2, 0.6, 4));
        HttpRequest request = service.request("/api/v1/searches/" + id + "/events")
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", "1")
                .build();

        List<String> lines = new ArrayList<>();
        try (InputStream stream = service.client()
                        .send(request, BodyHandlers.ofInputStream())
                        .body();
                Scanner scanner = new Scanner(stream, StandardCharsets.UTF_8)) {
            readUntil(scanner, lines, "QUEUED");
            append(id, aTrial(3, 0.7, 5));
            service.events().log(id, "hello");
            readUntil(scanner, lines, "hello");
            change(id, Action.CANCEL);
            while (scanner.hasNextLine()) { // the stream ends with the search
                lines.add(scanner.nextLine());
            }
        }

        assertThat(lines.stream().filter(line -> line.startsWith("id:"))).containsExactly("id:2", "id:3");
        assertThat(lines).contains("event:trial", "event:state", "event:log", "data:hello");
        assertThat(lines.stream().filter(line -> line.contains("CANCELLED"))).hasSize(1);
    }

    private static void readUntil(Scanner scanner, List<String> lines, String word) {
        while (scanner.hasNextLine()) {
            String line = scanner.nextLine();
            lines.add(line);
            if (line.contains(word)) {
                return;
            }
        }
    }

    @Test
    void finishedSearchTellsAnEventSourceToStopAsking() {
        String id = submitted();
        append(id, aTrial(1, 0.5, 3));
        change(id, Action.CANCEL);

        assertThat(service.send(service.request("/api/v1/searches/" + id + "/events")
                                .header("Last-Event-ID", "1"))
                        .status())
                .isEqualTo(204);
        assertThat(service.send(service.request("/api/v1/searches/" + id + "/events"))
                        .body())
                .contains("id:1");
        assertThat(service.send(service.request("/api/v1/searches/" + id + "/events")
                                .header("Last-Event-ID", "../1"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void exportsHaveEveryTrial() {
        String id = submitted();
        append(id, aTrial(1, 0.5, 3));
        append(id, aFailedTrial(2, 4));

        String csv = service.get("/api/v1/searches/" + id + "/exports/csv").body();
        JsonNode json = service.get("/api/v1/searches/" + id + "/exports/json").json();

        assertThat(csv.lines().findFirst().orElseThrow())
                .isEqualTo("number,score,failure,seconds,architecture,same_as,parent,decisions,finished_at,"
                        + "metric.accuracy,metric.loss");
        assertThat(csv.lines()).hasSize(3);
        assertThat(json.get("trials")).hasSize(2);
        assertThat(json.get("models")).isEmpty();
        assertThat(json.get("search").get("id").stringValue()).isEqualTo(id);
    }

    @Test
    void beliefsAreTheLastOnesOfTheController() {
        String id = submitted();
        assertThat(service.get("/api/v1/searches/" + id + "/beliefs").json().get("items"))
                .isEmpty();
        history()
                .searches()
                .believe(id, List.of(new Controller.Belief("edge0-1", List.of("a", "b"), List.of(0.25, 0.75))));

        JsonNode belief = service.get("/api/v1/searches/" + id + "/beliefs")
                .json()
                .get("items")
                .get(0);

        assertThat(belief.get("decision").stringValue()).isEqualTo("edge0-1");
        assertThat(belief.get("probabilities").get(1).doubleValue()).isEqualTo(0.75);
    }

    @ParameterizedTest
    @ValueSource(strings = {"spaces", "controllers", "evaluators"})
    void catalogueDescribesEverySetting(String kind) {
        JsonNode items = service.get("/api/v1/catalog/" + kind).json().get("items");

        assertThat(items).isNotEmpty();
        for (JsonNode item : items) {
            assertThat(item.get("summary").stringValue()).isNotBlank();
            for (JsonNode setting : item.get("settings")) {
                assertThat(setting.get("type").stringValue()).isIn("integer", "number", "choice", "flag", "text");
                assertThat(setting.get("default").isNull()).isFalse();
                assertThat(setting.get("description").stringValue()).isNotBlank();
            }
        }
    }

    @Test
    void estimateTellsTimeMemoryAndShare() {
        JsonNode estimate = service.post("/api/v1/estimates", "{\"dataset\":\"digits\",\"budget\":{\"trials\":200}}")
                .json();

        assertThat(estimate.get("spaceSize").stringValue()).isEqualTo("15625");
        assertThat(estimate.get("shareSeen").doubleValue()).isEqualTo(200.0 / 15625);
        assertThat(estimate.get("seconds").doubleValue()).isBetween(1.0, 3600.0);
        assertThat(estimate.get("memoryMegabytes").intValue()).isBetween(500, 4000);
        assertThat(estimate.get("specification").get("dataset").stringValue()).isEqualTo("digits");
    }

    @Test
    void whatCannotFitIsRefusedWithTheNumbers() {
        String huge = "{\"dataset\":\"digits\",\"space\":{\"name\":\"cell\",\"settings\":{\"stemWidth\":%s}},"
                + "\"evaluator\":{\"name\":\"stand-alone\",\"settings\":{\"batch\":4096},\"inFlight\":256,\"threads\":256}}";
        JsonNode stem = service.get("/api/v1/catalog/spaces")
                .json()
                .get("items")
                .get(0)
                .get("settings")
                .get(0);

        Answer answer =
                service.post("/api/v1/searches", huge.formatted(stem.get("max").intValue()));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("detail").stringValue()).contains("would need about", "MB");
        assertThat(answer.json().get("errors").get(0).get("pointer").stringValue())
                .isEqualTo("/space");
    }

    @Test
    void dataSetIsUploadedShownAndDeleted() {
        String rows = IntStream.range(0, 60)
                .mapToObj(i -> "%d,%d,%s".formatted(i, i * i % 7, i % 2 == 0 ? "yes" : "no"))
                .collect(Collectors.joining("\n", "a,b,answer\n", "\n"));
        String form = "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nMy data\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"target\"\r\n\r\nanswer\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../x.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n" + rows + "\r\n--b--\r\n";

        Answer added = service.send(service.request("/api/v1/datasets")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(form)));

        assertThat(added.status()).as(added.body()).isEqualTo(201);
        String address = added.headers().firstValue("Location").orElseThrow();
        JsonNode dataset = service.get(address).json();
        assertThat(dataset.get("task").stringValue()).isEqualTo("classification");
        assertThat(dataset.get("source").stringValue()).isEqualTo("uploaded");
        assertThat(dataset.get("preview").get("classCounts")).hasSize(2);
        assertThat(service.get("/api/v1/datasets")
                        .json()
                        .get("items")
                        .get(0)
                        .get("id")
                        .stringValue())
                .isEqualTo("digits");
        Answer search = service.post(
                "/api/v1/searches",
                "{\"dataset\":\"%s\"}".formatted(dataset.get("id").stringValue()));
        assertThat(search.json().get("specification").get("space").get("name").stringValue())
                .isEqualTo("mlp");
        assertThat(service.send("DELETE", address, "").status()).isEqualTo(409);
        change(search.json().get("id").stringValue(), Action.CANCEL);
        assertThat(service.send("DELETE", address, "").status()).isEqualTo(204);
        assertThat(service.get(address).status()).isEqualTo(404);
    }

    @Test
    void uploadWithoutAFileOrWithAWrongTaskIsRefusedAtItsPlace() {
        String form = "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nx\r\n--b--\r\n";
        Answer answer = service.send(service.request("/api/v1/datasets")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(form)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors").get(0).get("pointer").stringValue())
                .isEqualTo("/file");
    }

    @Test
    void handMadeArchitectureIsStoredShownDrawnAndTakenAway() {
        String document = ArchitectureJson.write(anArchitecture(11));

        Answer added = service.post("/api/v1/architectures", document);

        assertThat(added.status()).as(added.body()).isEqualTo(201);
        String address = added.headers().firstValue("Location").orElseThrow();
        JsonNode architecture = service.get(address).json();
        assertThat(architecture.get("id").stringValue())
                .isEqualTo(anArchitecture(11).hash());
        assertThat(architecture.get("handMade").booleanValue()).isTrue();
        assertThat(architecture.get("cost").get("parameters").intValue()).isEqualTo(4 * 11 + 11 + 11 * 2 + 2);
        assertThat(architecture.get("layers")).hasSize(3);
        assertThat(architecture.get("drawing").get("nodes")).hasSize(3);
        assertThat(architecture.get("drawing").get("edges")).hasSize(2);
        assertThat(ArchitectureJson.read(service.get(address + "/exports/json").body()))
                .isEqualTo(anArchitecture(11));
        assertThat(service.get(address + "/exports/dot").body()).startsWith("digraph");
        assertThat(service.get(address + "/exports/graphml").body()).contains("<graphml");
        assertThat(service.get(address + "/exports/svg").body()).contains("<svg");
        assertThat(service.get(address + "/exports/png").body()).contains("PNG");
        assertThat(service.get(address + "/exports/dl4j-json").json().get("networkInputs"))
                .isNotEmpty();
        assertThat(service.get(address + "/exports/exe").status()).isEqualTo(404);
        assertThat(service.get("/api/v1/architectures").json().get("items")).isNotEmpty();
    }

    @Test
    void modelIsShownAndItsFilesHandedOut() throws IOException {
        String id = submitted();
        append(id, aTrial(1, 0.5, 3));
        String modelId = ModelRecord.idOf(id, 1);
        ModelRecord model = new ModelRecord(
                modelId,
                id,
                1,
                anArchitecture(3).hash(),
                0.8,
                Map.of("test.accuracy", 0.9),
                new ModelRecord.Confusion(List.of("a"), List.of(List.of(3))),
                null,
                1.5,
                20,
                Instant.EPOCH);
        assertThat(service.get("/api/v1/models/" + modelId).status()).isEqualTo(404);
        Files.writeString(folder.model(modelId).resolve("dl4j.zip"), "zip");
        history().models().save(model);

        JsonNode shown = service.get("/api/v1/models/" + modelId).json();

        assertThat(shown.get("metrics").get("test.accuracy").doubleValue()).isEqualTo(0.9);
        assertThat(shown.get("confusion").get("counts").get(0).get(0).intValue())
                .isEqualTo(3);
        assertThat(service.get("/api/v1/models/" + modelId + "/exports/dl4j-zip")
                        .body())
                .isEqualTo("zip");
        assertThat(service.get("/api/v1/models/" + modelId + "/exports/dl4j-json")
                        .status())
                .isEqualTo(404);
        assertThat(service.get("/api/v1/searches/" + id)
                        .json()
                        .get("best")
                        .get("modelId")
                        .stringValue())
                .isEqualTo(modelId);
        assertThat(service.get("/api/v1/architectures/" + anArchitecture(3).hash())
                        .json()
                        .get("models"))
                .isNotEmpty();
        change(id, Action.CANCEL);
        service.send("DELETE", "/api/v1/searches/" + id, "");
        assertThat(folder.root().resolve("models").resolve(modelId)).doesNotExist();
    }

    @Test
    void apiDescribesItself() {
        JsonNode api = service.get("/api/v1/openapi").json();

        assertThat(api.get("paths").propertyNames())
                .contains(
                        "/api/v1/searches",
                        "/api/v1/searches/{id}/trials",
                        "/api/v1/searches/{id}/events",
                        "/api/v1/architectures/{id}",
                        "/api/v1/models/{id}",
                        "/api/v1/datasets",
                        "/api/v1/estimates");
        assertThat(service.get("/api/v1/health").json().get("status").stringValue())
                .isEqualTo("UP");
        assertThat(service.get("/actuator/health").json().get("status").stringValue())
                .isEqualTo("UP");
    }
}
