package dev.espalier.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.server.service.RunningService.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What can be asked for and what it would cost: catalogues, estimates, and the API itself. */
final class CatalogApiTest extends ApiScene {
    @ParameterizedTest
    @ValueSource(strings = {"spaces", "controllers", "evaluators"})
    void catalogueDescribesEverySetting(String kind) {
        JsonNode items = service.get("/api/v1/catalog/" + kind).json().get("items");

        assertThat(items).isNotEmpty();
        for (JsonNode item : items) {
            assertThat(item.get("summary").stringValue()).isNotBlank();
            for (JsonNode setting : item.get("settings")) {
                assertThat(setting.get("type").stringValue())
                        .isIn("integer", "number", "choice", "flag", "text", "document");
                assertThat(setting.get("default").isNull()).isFalse();
                assertThat(setting.get("description").stringValue()).isNotBlank();
            }
        }
    }

    @Test
    void aDocumentHasExamplesToStartFrom() {
        JsonNode spaces = service.get("/api/v1/catalog/spaces").json().get("items");
        JsonNode custom = spaces.valueStream()
                .filter(space -> space.get("name").stringValue().equals("custom"))
                .findFirst()
                .orElseThrow();
        JsonNode definition = custom.get("settings").get(0);
        assertThat(definition.get("type").stringValue()).isEqualTo("document");
        assertThat(definition.get("examples").get(0).get("text")).isEqualTo(definition.get("default"));
        assertThat(definition.get("examples").get(2).get("title").stringValue()).isEqualTo("Layers for a table");
        for (String space : new String[] {"cell", "custom"}) {
            assertThat(service.get("/api/v1/datasets/digits")
                            .json()
                            .get("spaces")
                            .toString())
                    .contains(space);
        }
    }

    @Test
    void estimateTellsTimeMemoryAndShare() {
        JsonNode estimate = service.post("/api/v1/estimates", "{\"dataset\":\"digits\",\"budget\":{\"trials\":200}}")
                .json();

        assertThat(estimate.get("spaceSize").stringValue()).isEqualTo("15625");
        assertThat(estimate.get("shareSeen").doubleValue()).isEqualTo(200.0 / 15625);
        assertThat(estimate.get("seconds").doubleValue()).isBetween(1.0, 3600.0);
        assertThat(estimate.get("memoryMegabytes").intValue()).isBetween(450, 2000);
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
        assertThat(answer.json().get("detail").stringValue()).contains("would need about", "MB", "Maybe at most");
        assertThat(answer.json().get("errors").get(0).get("pointer").stringValue())
                .isEqualTo("/evaluator/threads");
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
