package dev.espalier.server.service;

import static dev.espalier.server.history.Histories.aFailedTrial;
import static dev.espalier.server.history.Histories.aTrial;
import static dev.espalier.server.history.Histories.anArchitecture;
import static dev.espalier.server.history.Histories.trial;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.server.history.Action;
import dev.espalier.server.history.TrainingOrder;
import dev.espalier.server.service.RunningService.Answer;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Outcome;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Trials of a search, its curve and what its controller believes. */
final class TrialApiTest extends ApiScene {
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
    void trialsOfAFinishedSearchAreQueuedForTheirTraining() {
        String id = submitted();
        append(id, aTrial(1, 0.5, 3));
        append(id, aTrial(2, 0.7, 4));
        String address = "/api/v1/searches/" + id + "/train";
        assertThat(service.post(address, "{\"trials\": [1]}").status())
                .as("while it may still search")
                .isEqualTo(409);
        change(id, Action.START);
        change(id, Action.COMPLETE);

        Answer answer = service.post(address, "{\"trials\": [2, 1, 2], \"epochs\": 3, \"start\": \"inherited\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.json().get("state").stringValue()).isEqualTo("QUEUED");
        assertThat(history().searches().orders(id))
                .containsExactly(new TrainingOrder(1, 3, true), new TrainingOrder(2, 3, true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {} | #
                    {'trials': []} | /trials
                    {'trials': [1, 2]} | /trials/1
                    {'trials': [3]} | /trials/0
                    {'trials': [1], 'epochs': 0} | /epochs
                    {'trials': [1], 'start': 'warm'} | /start
                    {'trials': [1], 'start': 'inherited'} | /start
                    {'trials': [1], 'top': 2} | /top
                    """)
    void wrongOrderOfATrainingIsNamed(String order, String pointer) {
        String id = service.post(
                        "/api/v1/searches", "{\"dataset\": \"digits\", \"evaluator\": {\"name\": \"stand-alone\"}}")
                .json()
                .get("id")
                .stringValue();
        append(id, aTrial(1, 0.5, 3));
        append(id, aFailedTrial(2, 4));
        change(id, Action.START);
        change(id, Action.COMPLETE);
        Answer answer = service.post("/api/v1/searches/" + id + "/train", order.replace('\'', '"'));
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().get("errors").get(0).get("pointer").stringValue())
                .isEqualTo(pointer.replace("#", ""));
        assertThat(history().searches().orders(id)).isEmpty();
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
    void bandOfTheCurveIsThatOfEachTrialsRound() {
        String id = submitted();
        for (int round = 1; round <= 3; round++) {
            for (int number = 10 * round - 9; number <= 10 * round; number++) {
                double mean = round / 10.0;
                Map<String, Double> metrics = Map.of(
                        "accuracy", 0.5, "random.low", mean - 0.1, "random.mean", mean, "random.high", mean + 0.1);
                append(id, trial(number, 3, new Outcome.Scored(0.5, metrics, 1, null), null));
            }
            JsonNode band = service.get("/api/v1/searches/" + id + "/curve?points=100")
                    .json()
                    .get("random");
            assertThat(band.get("numbers")).hasSize(10 * round);
            for (int number = 1; number <= 10 * round; number++) {
                double mean = (number + 9) / 10 / 10.0;
                assertThat(band.get("middle").get(number - 1).doubleValue()).isEqualTo(mean);
                assertThat(band.get("low").get(number - 1).doubleValue()).isEqualTo(mean - 0.1);
            }
        }
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
}
