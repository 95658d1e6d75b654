package dev.espalier.server.service;

import static dev.espalier.server.history.Histories.aFailedTrial;
import static dev.espalier.server.history.Histories.aTrial;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.server.history.NewSearch;
import dev.espalier.server.service.RunningService.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Searches: submitted, changed, taken away. */
final class SearchApiTest extends ApiScene {
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

    @Test
    void searchOfAnOlderBuildIsInNobodysWay() {
        String outdated = service.history()
                .searches()
                .create(new NewSearch(
                        "old", "{\"dataset\": \"digits\", \"space\": \"gone\", \"seed\": 1}", Optional.empty()))
                .id();
        for (int i = 1; i <= 10; i++) {
            append(outdated, aTrial(i, 0.5, 3));
        }
        String id = submitted();
        append(id, aTrial(1, 0.5, 3));
        assertThat(service.post("/api/v1/estimates", "{\"dataset\": \"digits\"}")
                        .status())
                .isEqualTo(200);
        assertThat(service.get("/api/v1/searches/" + id + "/curve").status()).isEqualTo(200);
        assertThat(service.get("/api/v1/ranks").status()).isEqualTo(200);
        assertThat(service.get("/api/v1/ranks?search=" + id).status()).isEqualTo(200);
    }

    private static String state(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.json().get("state").stringValue();
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
}
