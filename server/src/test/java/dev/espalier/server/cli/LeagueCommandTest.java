package dev.espalier.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.server.cli.Terminal.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class LeagueCommandTest {
    @TempDir
    Path folder;

    private Answer run(String... arguments) {
        return new Terminal(folder.resolve("data")).run(arguments);
    }

    @Test
    void leagueIsPlayedOnATableThatADescriptionTells() throws IOException {
        Files.writeString(folder.resolve("t.csv"), "op,size,acc\na,1,5\na,2,6\nb,1,7\nb,2,8\n");
        Path description = Files.writeString(folder.resolve("t.json"), """
                {"name": "t", "files": ["t.csv"], "decisions": [{"column": "op"}, {"column": "size"}],
                 "metrics": [{"name": "acc", "reward": "acc"}]}""");
        String[] command = {
            "league",
            "--benchmark",
            description.toString(),
            "--controllers",
            "random,local-search",
            "--seeds",
            "3",
            "--out",
            folder.resolve("out").toString(),
            "--json"
        };
        Answer played = run(command);
        assertThat(played.code()).as(played.err()).isZero();
        assertThat(played.json().propertyNames()).containsExactly("rows");
        assertThat(played.json().path("rows")).hasSize(2 * 6);
        JsonNode row = played.json().path("rows").path(11);
        assertThat(row.path("controller").asString()).isEqualTo("local-search");
        assertThat(row.path("mean").asDouble()).isEqualTo(8);
        assertThat(row.path("queries").asDouble()).isEqualTo(500);
        assertThat(row.path("againstRandom").path("p").isNumber()).isTrue();
        assertThat(folder.resolve("out/league.md")).content().contains("| local-search | 8.00 ± 0.00 |");
        assertThat(run(command).out()).isEqualTo(played.out());
    }

    @Test
    void leagueWithoutAFolderIsKeptInTheDataFolderUnderItsBenchmarkAndProtocol() throws IOException {
        Files.writeString(folder.resolve("t.csv"), "op,acc\na,5\nb,7\n");
        Path description = Files.writeString(
                folder.resolve("my t.json"),
                "{\"name\": \"t\", \"files\": [\"t.csv\"], \"decisions\": [{\"column\": \"op\"}],"
                        + " \"metrics\": [{\"name\": \"acc\", \"reward\": \"acc\"}]}");
        Answer played = run("league", "--benchmark", description.toString(), "--controllers", "random", "--seeds", "2");
        assertThat(played.code()).as(played.err()).isZero();
        assertThat(played.out()).contains("/leagues/my-t-queries.");
        assertThat(folder.resolve("data/leagues/my-t-queries/league.json")).exists();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--benchmark nobody | --benchmark: There is no benchmark 'nobody'",
                "--benchmark nasbench201 | --tables: Say where",
                "--benchmark nasbench201 --tables /no/such | --tables: There is no folder",
                "--benchmark nasbench201 --tables /tmp | /files/0: There is no file 'nasbench201.csv.gz'",
                "--benchmark T --metric loss | --metric: The benchmark 't' has no metric 'loss'",
                "--benchmark T --protocol hours | --protocol: There is no 'hours'",
                "--benchmark T --protocol seconds | --protocol: The metric 'acc' of 't' has no early signal",
                "--benchmark T --repeats free | --repeats: There is no 'free'",
                "--benchmark T --repeats free-same | --repeats: The benchmark 't' has no column",
                "--benchmark T --controllers random,nobody | --controllers: There is no controller 'nobody'",
                "--benchmark T --seeds 0 | --seeds: The seeds (0)",
                "--benchmark T --seeds many | many",
                "--benchmark T --trials 1 | --trials: The trials (1)",
                "--benchmark T --threads 0 | --threads: The threads (0)",
                "--benchmark T --out /proc/none | --out: The folder",
                "--benchmark T --benchmark T | --benchmark: Two contests",
                "--seeds 3 | --benchmark"
            })
    void leagueThatCannotBePlayedEndsWithTwoAndThePlace(String arguments, String words) throws IOException {
        Files.writeString(folder.resolve("t.csv"), "op,acc\na,5\nb,7\n");
        Path description = Files.writeString(
                folder.resolve("t.json"),
                "{\"name\": \"t\", \"files\": [\"t.csv\"], \"decisions\": [{\"column\": \"op\"}],"
                        + " \"metrics\": [{\"name\": \"acc\", \"reward\": \"acc\"}]}");
        List<String> command = new ArrayList<>(List.of("league"));
        command.addAll(List.of(arguments.replace(" T", " " + description).split(" ")));
        if (!arguments.contains("--out")) {
            command.addAll(List.of("--out", folder.resolve("out").toString()));
        }
        Answer refused = run(command.toArray(String[]::new));
        assertThat(refused.code()).as(refused.err()).isEqualTo(2);
        assertThat(refused.err()).contains(words);
    }
}
