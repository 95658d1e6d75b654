package dev.espalier.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.server.history.Action;
import dev.espalier.server.service.RunningService.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Data sets that are uploaded. */
final class DataSetApiTest extends ApiScene {
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
}
