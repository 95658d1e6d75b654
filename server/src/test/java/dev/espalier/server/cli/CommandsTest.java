package dev.espalier.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.server.cli.Terminal.Answer;
import dev.espalier.server.history.Action;
import dev.espalier.server.history.DataFolder;
import dev.espalier.server.history.History;
import dev.espalier.server.history.HistoryFile;
import dev.espalier.server.history.NewSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CommandsTest {
    private static final String[] QUICK_SEARCH = {
        "search", "--json", "--dataset", "digits", "--training-share", "0.2", "--controller", "random", "--evaluator",
        "stand-alone", "--set", "evaluator.epochs=1", "--set", "space.stemWidth=4", "--trials", "3", "--epochs", "1",
        "--class-weights", "balanced", "--at-most", "latency=1000"
    };

    @TempDir
    Path folder;

    private Answer run(String... arguments) {
        return new Terminal(folder.resolve("data")).run(arguments);
    }

    @Test
    void searchRunsWithoutAServerAndItsModelIsTakenAway() throws IOException {
        Answer searched = run(QUICK_SEARCH);
        assertThat(searched.code()).as(searched.err()).isZero();
        assertThat(searched.json().path("state").asString()).isEqualTo("COMPLETED");
        assertThat(searched.json().path("trials")).hasSize(3);
        checkCommands(searched.json().path("id").asString());
    }

    @Test
    void searchRunsBesideAServer() throws Exception {
        Path data = folder.resolve("data");
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.espalier.server.Espalier",
                        "serve",
                        "--port",
                        "0",
                        "--data-dir",
                        data.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
        try {
            for (int i = 0; i < 1200 && !Files.exists(data.resolve("server.json")); i++) {
                assertThat(server.isAlive())
                        .as(Files.readString(folder.resolve("server.log")))
                        .isTrue();
                Thread.sleep(100);
            }
            Answer searched = run(QUICK_SEARCH);
            assertThat(searched.code()).as(searched.err()).isZero();
            assertThat(searched.json().path("trials"))
                    .hasSize(3)
                    .allSatisfy(trial -> assertThat(trial.path("outcome")
                                    .path("metrics")
                                    .path("latency")
                                    .asDouble(0))
                            .isBetween(0.001, 1000.0));
            checkCommands(searched.json().path("id").asString());
            checkSteering(searched.json().path("id").asString());
            assertThat(run(
                                    "export",
                                    "nobody",
                                    "--format",
                                    "json",
                                    "--output",
                                    folder.resolve("x").toString())
                            .err())
                    .contains("There is no search 'nobody'.");
            Answer wrong = run("search", "--dataset", "digits", "--controller", "nobody");
            assertThat(wrong.code()).isEqualTo(2);
            assertThat(wrong.err()).contains("/controller/name").contains("ppo");
            Answer limited = run("search", "--dataset", "digits", "--evaluation-limit", "5m");
            assertThat(limited.code()).isEqualTo(2);
            assertThat(limited.err()).contains("A server runs").contains("its own limits");
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    @Test
    void searchAfterSeveralMetricsAndTheWorstOfItsRepeatsRunsToItsEnd() {
        Answer searched = run(("search --json --dataset digits --training-share 0.1 --controller nsga2"
                        + " --set controller.population=4 --set controller.offspring=2 --evaluator stand-alone"
                        + " --set evaluator.epochs=1 --set evaluator.repeats=2 --set space.stemWidth=4 --trials 10"
                        + " --trade-off parameters,latency --risk cvar --risk-level 0.5 --top 2 --epochs 1")
                .split(" "));
        assertThat(searched.code()).as(searched.err()).isZero();
        JsonNode search = searched.json();
        assertThat(search.path("state").asString()).isEqualTo("COMPLETED");
        List<JsonNode> trials = search.path("trials").valueStream().toList();
        assertThat(trials).hasSize(10).allSatisfy(trial -> {
            JsonNode metrics = trial.path("outcome").path("metrics");
            double accuracy = metrics.path("accuracy").asDouble();
            double worst = Math.min(
                    metrics.path("accuracy.1").asDouble(accuracy),
                    metrics.path("accuracy.2").asDouble(accuracy));
            assertThat(trial.path("outcome").path("score").asDouble()).isEqualTo(worst);
            assertThat(metrics.path("latency").asDouble(0)).isPositive();
        });
        assertThat(trials)
                .anyMatch(trial ->
                        !trial.at("/outcome/metrics/accuracy.1").equals(trial.at("/outcome/metrics/accuracy.2")));
        assertThat(search.path("front").path("numbers").valueStream().map(JsonNode::asInt))
                .containsExactlyElementsOf(nonDominated(trials));
        String id = search.path("id").asString();
        assertThat(run("show", id).out()).contains("Trials that no other dominates: ");
    }

    @Test
    void pointOfTheFrontIsTrainedOnFromItsGeneratedWeights() {
        Answer searched = run(("search --json --dataset digits --training-share 0.1 --controller ppo"
                        + " --evaluator hypernetwork --set evaluator.warmUpSteps=30 --set evaluator.stepsPerRound=5"
                        + " --set evaluator.trialsPerRound=4 --set evaluator.controls=0 --set space.stemWidth=4"
                        + " --trials 8 --trade-off parameters --top 0")
                .split(" "));
        assertThat(searched.code()).as(searched.err()).isZero();
        String id = searched.json().path("id").asString();
        JsonNode numbers = searched.json().path("front").path("numbers");
        String point = numbers.path(numbers.size() - 1).asString();
        Answer trained = run("train", id, "--trials", point, "--epochs", "2", "--start", "inherited", "--json");
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.json().path("state").asString()).isEqualTo("COMPLETED");
        assertThat(trained.json().path("trials")).hasSize(8);
        assertThat(trained.json().path("best").path("modelId").asString()).isEqualTo(id + "-" + point);
        assertThat(run("train", id, "--trials", "9").err()).contains("/trials/0", "no trial 9");
    }

    private static List<Integer> nonDominated(List<JsonNode> trials) {
        List<double[]> scores = trials.stream()
                .map(trial -> trial.path("outcome"))
                .map(outcome -> new double[] {
                    outcome.path("score").asDouble(),
                    -outcome.path("metrics").path("parameters").asDouble(),
                    -outcome.path("metrics").path("latency").asDouble()
                })
                .toList();
        return IntStream.range(0, scores.size())
                .filter(i -> IntStream.range(0, scores.size())
                        .noneMatch(j -> noWorse(scores.get(j), scores.get(i))
                                && (j < i || !noWorse(scores.get(i), scores.get(j)))))
                .mapToObj(i -> i + 1)
                .toList();
    }

    private static boolean noWorse(double[] one, double[] other) {
        return IntStream.range(0, one.length).allMatch(i -> one[i] >= other[i]);
    }

    private void checkSteering(String id) {
        Answer late = run("pause", id);
        assertThat(late.code()).isEqualTo(2);
        assertThat(late.err()).contains("is COMPLETED cannot take 'pause'. Legal now: [train, delete].");
        assertThat(run("rename", id, "\"größer\"", "--json").json().path("name").asString())
                .isEqualTo("\"größer\"");
        assertThat(run("rename", id, " ").err()).contains("/name: ");
        assertThat(run("cancel", "nobody").err()).contains("There is no search 'nobody'.");
        assertThat(run("delete", id).out()).contains(id + " is deleted.");
        assertThat(run("delete", id).err()).contains("There is no search '%s'.".formatted(id));
    }

    private void checkCommands(String id) throws IOException {
        assertThat(run("list", "--json").json().path("items")).hasSize(1);
        assertThat(run("list").out()).contains(id);

        JsonNode shown = run("show", id, "--json").json();
        String model = shown.path("best").path("modelId").asString();
        assertThat(model).startsWith(id + "-");
        assertThat(run("show", id).out()).contains(model);

        Path zip = folder.resolve("model.zip");
        assertThat(run("export", id, "--format", "dl4j-zip", "--output", zip.toString())
                        .code())
                .isZero();
        try (ZipFile opened = new ZipFile(zip.toFile())) {
            assertThat(opened.getEntry("configuration.json")).isNotNull();
            assertThat(opened.getEntry("preprocessing.json")).isNotNull();
        }
        for (String format : List.of("csv", "json", "specification", "dot", "graphml", "svg", "dl4j-json")) {
            Path file = folder.resolve("export." + format);
            Answer exported = run("export", id, "--format", format, "--output", file.toString(), "--json");
            assertThat(exported.code()).as(format + exported.err()).isZero();
            assertThat(exported.json().path("bytes").asLong()).isEqualTo(Files.size(file));
        }
        assertThat(run("show", "nothing").code()).isEqualTo(2);
        assertThat(run("search", "--estimate", "--dataset", "digits", "--json")
                        .json()
                        .path("seconds")
                        .asDouble())
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "search",
                "list",
                "show",
                "pause",
                "resume",
                "stop",
                "cancel",
                "rename",
                "delete",
                "train",
                "export",
                "datasets",
                "datasets add",
                "league",
                "rank"
            })
    void eachCommandExplainsItself(String command) {
        Answer answer = run((command + " --help").trim().split(" "));
        assertThat(answer.code()).isZero();
        assertThat(answer.out()).contains("Usage: espalier " + command);
    }

    @Test
    void whatCannotBeUsedEndsWithTwoAndThePlace() throws IOException {
        assertThat(run("search").err()).contains("/dataset");
        assertThat(run("search", "--dataset", "digits", "--set", "space.stemWidth=-1"))
                .satisfies(answer -> assertThat(answer.code()).isEqualTo(2))
                .satisfies(answer -> assertThat(answer.err()).contains("/space/settings/stemWidth"));
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"dataset\": ");
        assertThat(run("search", "--spec", broken.toString()))
                .satisfies(answer -> assertThat(answer.code()).isEqualTo(2))
                .satisfies(answer -> assertThat(answer.err()).contains("broken.json", "at line 1, column"));
        assertThat(run("search", "--spec", "/no/such/file").code()).isEqualTo(2);
        assertThat(run("search", "--trials", "many").code()).isEqualTo(2);
        assertThat(run("export", "0123456789ab", "--format", "exe", "--output", "x")
                        .code())
                .isEqualTo(2);
        assertThat(run("datasets", "add", folder.resolve("missing.csv").toString())
                        .code())
                .isEqualTo(2);
        assertThat(run("dance").code()).isEqualTo(2);
    }

    @Test
    void datasetsAreListedAddedAndRemoved() throws IOException {
        Files.createDirectory(folder.resolve("data"));
        assertThat(run("datasets", "list", "--json")
                        .json()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asString())
                .isEqualTo("digits");
        StringBuilder rows = new StringBuilder("a,b,kind\n");
        for (int i = 0; i < 200; i++) {
            rows.append(i)
                    .append(',')
                    .append(i % 7)
                    .append(',')
                    .append(i % 2 == 0 ? "even" : "odd")
                    .append('\n');
        }
        Path csv = Files.writeString(folder.resolve("numbers.csv"), rows);
        Answer added = run("datasets", "add", csv.toString(), "--target", "kind", "--json");
        assertThat(added.code()).as(added.err()).isZero();
        String id = added.json().path("id").asString();
        assertThat(run("datasets", "show", id).out()).contains("even");
        assertThat(run("datasets", "add", csv.toString(), "--name", "twin").out())
                .startsWith("twin: Column '");
        assertThat(run("datasets", "remove", "twin").code()).isZero();
        Answer needed = removalWhileASearchNeeds(id);
        assertThat(needed.code()).isEqualTo(2);
        assertThat(needed.err()).contains("still needs the data set");
        assertThat(run("datasets", "remove", id).code()).isZero();
        assertThat(run("datasets", "show", id).code()).isEqualTo(2);
        assertThat(run("datasets", "remove", "digits").code()).isEqualTo(2);
    }

    private Answer removalWhileASearchNeeds(String dataset) {
        DataFolder data = new DataFolder(folder.resolve("data"));
        String search;
        try (History history = HistoryFile.open(data, InstantSource.system())) {
            search = history.searches()
                    .create(new NewSearch("needy", "{\"dataset\": \"%s\"}".formatted(dataset), Optional.empty()))
                    .id();
        }
        Answer answer = run("datasets", "remove", dataset);
        try (History history = HistoryFile.open(data, InstantSource.system())) {
            history.searches().change(search, Action.CANCEL, Optional.empty());
        }
        return answer;
    }

    @Test
    void fileOfAServerThatWasKilledIsPassedOver() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(
                data.resolve("server.json"),
                "{\"pid\": %d, \"url\": \"http://127.0.0.1:1\"}"
                        .formatted(ProcessHandle.current().pid()));
        Answer nothing = run("list");
        assertThat(nothing.code()).isZero();
        assertThat(nothing.out()).contains("There is no search in").contains("yet.");
    }
}
