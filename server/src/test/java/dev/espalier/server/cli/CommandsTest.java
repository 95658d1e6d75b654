package dev.espalier.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandsTest {
    private static final String[] QUICK_SEARCH = {
        "search", "--json", "--dataset", "digits", "--training-share", "0.2", "--controller", "random", "--evaluator",
        "stand-alone", "--set", "evaluator.epochs=1", "--set", "space.stemWidth=4", "--trials", "3", "--epochs", "1",
        "--class-weights", "balanced", "--at-most", "latency=1000"
    };

    @TempDir
    Path folder;

    private record Answer(int code, String out, String err) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    private Answer run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data-dir", folder.resolve("data").toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Commands.run(all.toArray(String[]::new), new PrintWriter(out), new PrintWriter(err));
        return new Answer(code, out.toString(), err.toString());
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

    @Test
    void whatCannotBeUsedEndsWithTwoAndThePlace() throws IOException {
        assertThat(run("search").err()).contains("/dataset");
        assertThat(run("search", "--dataset", "digits", "--set", "space.stemWidth=-1"))
                .satisfies(answer -> assertThat(answer.code()).isEqualTo(2))
                .satisfies(answer -> assertThat(answer.err()).contains("/space/settings/stemWidth"));
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"dataset\": ");
        assertThat(run("search", "--spec", broken.toString()))
                .satisfies(answer -> assertThat(answer.code()).isEqualTo(2))
                .satisfies(answer -> assertThat(answer.err()).contains("broken.json"));
        assertThat(run("search", "--spec", "/no/such/file").code()).isEqualTo(2);
        assertThat(run("search", "--trials", "many").code()).isEqualTo(2);
        assertThat(run("export", "0123456789ab", "--format", "exe", "--output", "x")
                        .code())
                .isEqualTo(2);
        assertThat(run("datasets", "show", "nothing").code()).isEqualTo(2);
        assertThat(run("datasets", "add", folder.resolve("missing.csv").toString())
                        .code())
                .isEqualTo(2);
        assertThat(run("dance").code()).isEqualTo(2);
    }

    @Test
    void datasetsAreListedAddedAndRemoved() throws IOException {
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
        assertThat(run("datasets", "remove", id).code()).isZero();
        assertThat(run("datasets", "show", id).code()).isEqualTo(2);
        assertThat(run("datasets", "remove", "digits").code()).isEqualTo(2);
    }
}
