package dev.espalier.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.server.history.Histories;
import dev.espalier.server.service.RunningService.Answer;
import dev.espalier.trial.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Searches after several metrics. */
final class FrontApiTest extends ApiScene {
    private static String submitted(String objective) {
        Answer answer =
                service.post("/api/v1/searches", "{\"dataset\": \"digits\", \"objective\": %s}".formatted(objective));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return "/api/v1/searches/" + answer.json().get("id").stringValue();
    }

    private static void append(String address, int number, double accuracy, double parameters) {
        Outcome outcome = new Outcome.Scored(accuracy, Map.of("accuracy", accuracy, "parameters", parameters), 1, null);
        append(address.substring(address.lastIndexOf('/') + 1), Histories.trial(number, number, outcome, null));
    }

    @Test
    void frontGrowsWithTheTrialsAndIsShownWithThem() {
        String address = submitted("{\"maximize\": \"accuracy\", \"tradeOff\": [\"parameters\"]}");
        assertThat(service.get(address).json().get("front").get("numbers")).isEmpty();
        append(address, 1, 0.5, 100);
        append(address, 2, 0.7, 200);
        append(address, 3, 0.6, 300);
        JsonNode front = service.get(address).json().get("front");
        assertThat(front.get("numbers").valueStream().map(JsonNode::intValue)).containsExactly(1, 2);
        assertThat(front.get("hypervolume").doubleValue()).isEqualTo(0.5);
        assertThat(front.get("metrics").get(1).get("metric").stringValue()).isEqualTo("parameters");
        assertThat(front.get("metrics").get(1).get("worst").doubleValue()).isEqualTo(300);

        append(address, 4, 0.9, 90);
        JsonNode trials = service.get(address + "/front").json().get("items");
        assertThat(trials).hasSize(1);
        assertThat(trials.get(0).get("outcome").get("metrics").get("parameters").doubleValue())
                .isEqualTo(90);
        assertThat(service.get("/api/v1/searches").json().get("items").get(0).get("front"))
                .isEqualTo(service.get(address).json().get("front"));
    }

    @Test
    void searchAfterOneMetricHasNoFront() {
        String address = submitted("{\"maximize\": \"accuracy\"}");
        append(address, 1, 0.5, 100);
        assertThat(service.get(address).json().get("front").isNull()).isTrue();
        assertThat(service.get(address + "/front").json().get("items")).isEmpty();
        assertThat(service.get("/api/v1/searches/nobody/front").status()).isEqualTo(404);
    }
}
