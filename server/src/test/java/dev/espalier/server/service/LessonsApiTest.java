package dev.espalier.server.service;

import static dev.espalier.server.history.Histories.aFailedTrial;
import static dev.espalier.server.history.Histories.anArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.architecture.Architecture;
import dev.espalier.server.history.NewTrial;
import dev.espalier.server.service.RunningService.Answer;
import dev.espalier.space.Decisions;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Trial;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What earlier searches teach a controller: written into the submission, or refused. */
final class LessonsApiTest extends ApiScene {
    private static final String LEARNER = """
            {"dataset": "digits", "controller": {"name": "hyper-policy", "settings": {"earlier": %s}}}""";

    private static Answer submit(String earlier) {
        return service.post("/api/v1/searches", LEARNER.formatted(earlier));
    }

    private static String finished() {
        String id = submitted();
        for (int number = 1; number <= 8; number++) {
            Outcome scored = new Outcome.Scored(number / 10.0, Map.of(), 1, null);
            Proposal cell = Proposal.of(Decisions.of(3, number % 5, 0, 1, 2, 3));
            Architecture architecture = anArchitecture(number);
            append(id, new NewTrial(new Trial(number, cell, architecture.hash(), scored, null), architecture));
        }
        append(id, aFailedTrial(9, 1));
        return id;
    }

    @Test
    void whatSearchesTeachIsWrittenIntoTheSubmission() {
        String id = finished();
        Answer answer = submit("{\"searches\": [\"%s\"]}".formatted(id));

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        JsonNode written = earlier(answer);
        assertThat(written.get("task")).isEqualTo(written.get("searches").get(0).get("task"));
        assertThat(StreamSupport.stream(written.get("task").spliterator(), false)
                        .map(JsonNode::doubleValue))
                .as("rows, channels, positions, classes, yes")
                .endsWith(1.0, 64.0, 10.0, 1.0);
        assertThat(written.get("searches").get(0).get("plays").toString())
                .as("a quarter of five different ones, the best first")
                .isEqualTo("[[3,3,0,1,2,3],[3,2,0,1,2,3]]");
        assertThat(earlier(submit("\"{\\\"searches\\\": [\\\"%s\\\"]}\"".formatted(id))))
                .as("given as a text")
                .isEqualTo(written);
    }

    @Test
    void searchesThatTeachNothingAreRefused() {
        String empty = submitted();
        refused("{\"searches\": [\"nobody\"]}", "/controller/settings/earlier/searches/0", "nobody");
        refused("{\"searches\": [\"%s\"]}".formatted(empty), "/controller/settings/earlier/searches/0", "no scored");
        refused(
                "{\"searches\": [\"%s\", 3]}".formatted(finished()),
                "/controller/settings/earlier/searches/1",
                "must be a text");
        refused("\"{oops\"", "/controller/settings/earlier", "not JSON");
        refused(
                "{\"task\": [1], \"searches\": [\"%s\"]}".formatted(empty),
                "/controller/settings/earlier/task",
                "no field");
        refused(
                "{\"task\": [1], \"searches\": [{\"task\": [2], \"plays\": [[99, 99]]}]}",
                "/controller",
                "None of the 1 plays of the earlier search 1");
    }

    private static void refused(String earlier, String place, String words) {
        Answer answer = submit(earlier);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        JsonNode error = answer.json().get("errors").get(0);
        assertThat(error.get("pointer").stringValue()).isEqualTo(place);
        assertThat(error.get("detail").stringValue()).contains(words);
    }

    private static JsonNode earlier(Answer answer) {
        return JsonMapper.shared()
                .readTree(answer.json()
                        .at("/specification/controller/settings/earlier")
                        .stringValue());
    }
}
