package dev.espalier.server.service;

import static dev.espalier.server.history.Histories.aTrial;
import static dev.espalier.server.history.Histories.anArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.architecture.ArchitectureJson;
import dev.espalier.server.history.Action;
import dev.espalier.server.history.ModelRecord;
import dev.espalier.server.service.RunningService.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Architectures and the models that were trained of them. */
final class ArchitectureApiTest extends ApiScene {
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
                true,
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
}
