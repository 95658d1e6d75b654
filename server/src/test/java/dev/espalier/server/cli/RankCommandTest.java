package dev.espalier.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.server.cli.Terminal.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RankCommandTest {
    @TempDir
    Path folder;

    private Answer run(String... arguments) {
        return new Terminal(folder.resolve("data")).run(arguments);
    }

    @Test
    void rankOfNothingIsNoSuccess() {
        Answer nothing = run(
                "rank",
                "--dataset",
                "digits",
                "--space",
                "cell",
                "--evaluator",
                "proxies",
                "--architectures",
                "1",
                "--reference-epochs",
                "500",
                "--evaluation-limit",
                "1s");
        assertThat(nothing.code()).isEqualTo(1);
        assertThat(nothing.err()).contains("No architecture has a score in both searches");
    }

    @Test
    void rankTrainsItsReferenceOnceForAllEvaluators() {
        JsonNode rank = ranked("shared-weights", "evaluator.warmUpSteps=20").json();
        assertThat(rank.path("architectures").asInt()).isBetween(5, 6);
        assertThat(rank.path("kendall").path("value").asDouble(9)).isBetween(-1.0, 1.0);
        assertThat(rank.path("ceiling").path("architectures").asInt())
                .isEqualTo(rank.path("architectures").asInt());
        assertThat(rank.path("costRatio").asDouble(0)).isPositive();
        JsonNode other = ranked("stand-alone", "evaluator.epochs=2").json();
        assertThat(other.path("reference")).isEqualTo(rank.path("reference"));
        assertThat(run("list", "--json").json().path("items")).hasSize(3);
        String id = rank.path("search").path("id").asString();
        Answer own = run("rank", "--json", "--of", id, "--architectures", "3", "--reference-epochs", "1");
        assertThat(own.code()).as(own.err()).isZero();
        assertThat(own.json().path("architectures").asInt()).isEqualTo(3);
        assertThat(run("rank", "--of", id, "--architectures", "30").err()).contains("/architectures", "30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--controller", "--learn-from", "--trials", "--seconds", "--top", "--epochs", "--start"})
    void rankNeitherListsNorTakesWhatItDecidesItself(String option) throws IOException {
        assertThat(run("rank", "--help").out()).doesNotContain(option + "=");
        assertThat(run("search", "--help").out()).contains(option + "=");
        Answer refused = run("rank", "--dataset", "digits", option, "1");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("'" + option + "'").contains("espalier rank --help");
    }

    @Test
    void rankRefusesAFileThatChoosesWhatItDecidesItself() throws IOException {
        Path file = Files.writeString(
                folder.resolve("search.json"), "{\"dataset\": \"digits\", \"controller\": {\"name\": \"ppo\"}}");
        Answer refused = run("rank", "--spec", file.toString());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("/controller: A rank draws its architectures itself");
    }

    private Answer ranked(String evaluator, String setting) {
        Answer answer = run(
                "rank",
                "--json",
                "--dataset",
                "digits",
                "--training-share",
                "0.2",
                "--set",
                "space.stemWidth=4",
                "--evaluator",
                evaluator,
                "--set",
                setting,
                "--architectures",
                "6",
                "--reference-epochs",
                "1",
                "--repeats",
                "2");
        assertThat(answer.code()).as(answer.err()).isZero();
        return answer;
    }
}
