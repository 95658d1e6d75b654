package dev.espalier.server.service;

import static dev.espalier.server.history.Histories.aFailedTrial;
import static dev.espalier.server.history.Histories.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.server.service.RunningService.Answer;
import dev.espalier.trial.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The ranking of a search against that of its reference. */
final class RankApiTest extends ApiScene {
    private static final String DRAWS = """
            {"dataset": "%s", "seed": 5, "controller": {"name": "random"}, "evaluator": {"name": "%s"}}""";

    private static String submitted(String dataset, String evaluator) {
        Answer answer = service.post("/api/v1/searches", DRAWS.formatted(dataset, evaluator));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.json().get("id").stringValue();
    }

    private static void append(String id, int number, int width, double score, Map<String, Double> more) {
        append(id, trial(number, width, new Outcome.Scored(score, more, more.size() > 1 ? 8 : 0.5, null), null));
    }

    private static void twice(String id, int number, int width, double one, double two) {
        append(id, number, width, (one + two) / 2, Map.of("accuracy.1", one, "accuracy.2", two));
    }

    @Test
    void rankComparesWhatBothScored() {
        String reference = submitted("digits", "stand-alone");
        twice(reference, 1, 3, 0.5, 0.6);
        twice(reference, 2, 4, 0.7, 0.7);
        twice(reference, 3, 5, 0.8, 0.9);
        twice(reference, 4, 6, 0.9, 0.8);
        twice(reference, 5, 7, 0.95, 0.97);
        String search = submitted("digits", "shared-weights");
        append(search, 1, 3, 0.1, Map.of("parameters", 40.0));
        append(search, 2, 5, 0.3, Map.of("parameters", 30.0));
        append(search, 3, 4, 0.4, Map.of("parameters", 20.0));
        append(search, 4, 6, 0.5, Map.of("parameters", 10.0));
        append(search, 5, 6, 0.9, Map.of("parameters", 10.0));
        append(search, aFailedTrial(6, 7));
        append(search, 7, 9, 0.9, Map.of("parameters", 10.0));

        JsonNode rank =
                service.get("/api/v1/ranks/%s/%s".formatted(search, reference)).json();

        assertThat(rank.get("architectures").intValue())
                .as("one failed, one is tried twice, one has no reference")
                .isEqualTo(4);
        // Reference 0.55, 0.7, 0.85, 0.85 and scores 0.1, 0.4, 0.3, 0.5: four pairs agree, one does not, one is tied.
        assertThat(rank.get("kendall").get("value").doubleValue()).isCloseTo(3 / Math.sqrt(30), within(1e-9));
        assertThat(rank.get("costRatio").doubleValue())
                .as("two trainings in 8 s")
                .isEqualTo(8);
        assertThat(rank.get("topRegrets").get(0).get("regret").doubleValue()).isZero();
        assertThat(rank.get("ceiling").get("architectures").intValue()).isEqualTo(4);
        assertThat(rank.get("metrics").get(0).get("metric").stringValue()).isEqualTo("parameters");
        assertThat(rank.get("metrics")
                        .get(0)
                        .get("agreement")
                        .get("kendall")
                        .get("value")
                        .doubleValue())
                .isCloseTo(-3 / Math.sqrt(30), within(1e-9));
        assertThat(rank.get("points").get(1).get("reference").doubleValue()).isCloseTo(0.85, within(1e-9));
        assertThat(service.get("/api/v1/ranks").json().get("items"))
                .anySatisfy(item ->
                        assertThat(item.get("search").get("id").stringValue()).isEqualTo(search));
    }

    /** Scores 0.9 to 0.1 of nine cells, one of them twice, and a failure. */
    private static String judged() {
        String id = submitted("digits", "shared-weights");
        for (int number = 1; number <= 9; number++) {
            append(id, number, number, 1 - number / 10.0, Map.of());
        }
        append(id, 10, 9, 0.95, Map.of());
        append(id, aFailedTrial(11, 20));
        return id;
    }

    @Test
    void referenceTrainsCandidatesFromTheBestToTheWorst() {
        String id = judged();
        JsonNode reference = service.get(
                        "/api/v1/searches/%s/reference?architectures=3&epochs=2&repeats=2".formatted(id))
                .json();
        assertThat(reference.at("/controller/settings/plays/plays").toString())
                .as("the best is trial 10, the worst of nine is trial 8, since 9 is the best again")
                .isEqualTo("[[10,2,3],[4,2,3],[8,2,3]]");
        assertThat(reference.at("/evaluator/settings/repeats").intValue()).isEqualTo(2);
        assertThat(reference.at("/seed").intValue()).isEqualTo(5);
        assertThat(reference.at("/budget/trials").intValue()).isEqualTo(3);

        Answer many = service.get("/api/v1/searches/%s/reference?architectures=10".formatted(id));
        assertThat(many.status()).isEqualTo(400);
        assertThat(many.body()).contains("/architectures", "has scored 9 different architectures, not 10");
        assertThat(service.get("/api/v1/searches/%s/reference?architectures=0".formatted(id))
                        .status())
                .isEqualTo(400);
        assertThat(service.get("/api/v1/searches/nobody/reference").status()).isEqualTo(404);
    }

    @Test
    void ranksOfOneSearchAreItsOwn() {
        String reference = submitted("digits", "stand-alone");
        String search = submitted("digits", "hypernetwork");
        append(reference, 1, 3, 0.5, Map.of());
        append(search, 1, 3, 0.1, Map.of());
        assertThat(service.get("/api/v1/ranks?search=" + search).json().get("items"))
                .isNotEmpty()
                .allSatisfy(
                        rank -> assertThat(rank.at("/search/id").stringValue()).isEqualTo(search));
        assertThat(service.get("/api/v1/ranks?search=" + reference).json().get("items"))
                .isEmpty();
        assertThat(service.get("/api/v1/ranks?search=nobody").status()).isEqualTo(404);
    }

    @Test
    void searchesWithNothingInCommonHaveAnEmptyRank() {
        String path = "/api/v1/ranks/%s/%s"
                .formatted(submitted("digits", "shared-weights"), submitted("digits", "stand-alone"));
        JsonNode rank = service.get(path).json();
        assertThat(rank.get("architectures").intValue()).isZero();
        assertThat(rank.get("kendall").isNull()).isTrue();
        assertThat(rank.get("costRatio").isNull()).isTrue();
    }

    @Test
    void searchThatIsNotThereOrMeasuresSomethingElseIsRefused() {
        String search = submitted("digits", "shared-weights");
        assertThat(service.get("/api/v1/ranks/%s/nothing".formatted(search)).status())
                .isEqualTo(404);
        String other = service.post(
                        "/api/v1/searches", "{\"dataset\": \"digits\", \"objective\": {\"maximize\": \"f1\"}}")
                .json()
                .get("id")
                .stringValue();
        Answer refused = service.get("/api/v1/ranks/%s/%s".formatted(search, other));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("/reference", "accuracy", "f1");
    }
}
