package dev.espalier.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.architecture.Architecture;
import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that no code knows, from its description alone: every role that a column can have. */
class BenchmarkTest {
    private static final String DESCRIPTION = """
            {"name": "made",
             "files": ["made.csv", {"file": "seen.csv.gz", "join": "id"}],
             "decisions": [
               {"column": "code", "split": "", "names": ["first", "second"], "kind": "layer",
                "words": {"0": "none", "1": "small", "2": "large"}, "options": ["none", "small", "large"]},
               {"column": "width"},
               {"column": "style", "match": "<(\\\\w+)>", "name": "style"}],
             "same": "twin",
             "metrics": [
               {"name": "accuracy", "reward": "valid", "report": {"test": "test", "valid": "valid"},
                "signal": {"reward": "early", "seconds": {"column": "time", "factor": 0.5}, "budget": 100}},
               {"name": "loss", "direction": "minimize", "reward": {"column": "loss", "factor": 10}}],
             "costs": {"parameters": "params"},
             "latencies": {"phone": {"column": "phone ms", "factor": 2}}}""";

    @TempDir
    Path folder;

    /** Options of the widths ascend as numbers; one cell of the reward is empty. */
    private Benchmark made() throws IOException {
        StringBuilder main = new StringBuilder("id,code,width,style,valid,test,loss,params,twin\n");
        StringBuilder seen = new StringBuilder("id,early,time,phone ms\n");
        int id = 0;
        for (String code : List.of("00", "01", "02", "10", "11", "12", "20", "21", "22")) {
            for (int width : new int[] {16, 8, 128}) {
                for (String style : List.of("<relu><plain>", "\"<relu><skip>\"")) {
                    String valid = id == 7 ? "" : String.valueOf(50 + id);
                    main.append("%d,%s,%d,%s,%s,%d,%.2f,%d,n%d%n"
                            .formatted(id, code, width, style, valid, 40 + id, 1.0 / (1 + id), 100 * id, id / 2));
                    seen.append("%d,%d,%d,%.1f%n".formatted(id, id, 2 + id, id * 0.5));
                    id++;
                }
            }
        }
        Files.writeString(folder.resolve("made.csv"), main);
        Files.write(folder.resolve("seen.csv.gz"), packed(seen.toString()));
        return Benchmark.of(DESCRIPTION, folder);
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static Outcome evaluate(Benchmark table, String metric, TableMetric.View view, Decisions play) {
        return table.evaluator(table.metric(metric), view)
                .evaluate(new Evaluator.Candidate(1, play, table.space().decode(play), new Seeds(1)));
    }

    @Test
    void decisionsComeInTheOrderOfTheDescriptionWithTheirOptions() throws IOException {
        Benchmark table = made();
        List<DecisionPoint> points = table.space().fixedDecisions().orElseThrow();
        assertThat(points)
                .extracting(DecisionPoint::name)
                .containsExactly("first", "second", "width", "style1", "style2");
        assertThat(points).extracting(DecisionPoint::kind).startsWith("layer", "layer", "width", "style");
        assertThat(points.get(0).options()).containsExactly("none", "small", "large");
        assertThat(points.get(2).options()).containsExactly("8", "16", "128");
        assertThat(points.get(4).options()).containsExactly("plain", "relu", "skip");
        assertThat(points.get(4).legal()).containsExactly(true, false, true);
        assertThat(table.space().size()).isEqualTo(54);
    }

    @Test
    void outcomesComeFromTheRowOfThePlay() throws IOException {
        Benchmark table = made();
        Decisions play = table.play(53);
        assertThat(play).isEqualTo(Decisions.of(2, 2, 2, 1, 2));
        assertThat(table.row(play)).isEqualTo(53);
        assertThat(evaluate(table, "accuracy", TableMetric.View.REWARD, play))
                .isInstanceOfSatisfying(Outcome.Scored.class, scored -> {
                    assertThat(scored.score()).isEqualTo(103);
                    assertThat(scored.seconds()).isEqualTo(27.5);
                    assertThat(scored.metrics())
                            .containsEntry("parameters", 5300.0)
                            .containsEntry("latency.phone", 53.0);
                });
        assertThat(evaluate(table, "accuracy", TableMetric.View.SIGNAL, play))
                .isInstanceOfSatisfying(
                        Outcome.Scored.class,
                        scored -> assertThat(scored.score()).isEqualTo(53));
        assertThat(evaluate(table, "loss", TableMetric.View.REWARD, table.play(0)))
                .isInstanceOfSatisfying(
                        Outcome.Scored.class,
                        scored -> assertThat(scored.score()).isEqualTo(-10));
        assertThat(table.sameNetwork(53)).contains("n26");
    }

    @Test
    void whatWasNotMeasuredIsAFailedOutcomeThatNamesTheLine() throws IOException {
        Benchmark table = made();
        assertThat(evaluate(table, "accuracy", TableMetric.View.REWARD, table.play(7)))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.reason()).contains("line 9 of 'made.csv'"));
    }

    @Test
    void playsDecodeToChainsOfNamesWithAHashOfTheirOwn() throws IOException {
        Benchmark table = made();
        Set<String> hashes = new HashSet<>();
        IntStream.range(0, table.rows())
                .forEach(row -> hashes.add(table.space().decode(table.play(row)).hash()));
        assertThat(hashes).hasSize(54);
        Architecture network = table.space().decode(table.play(53));
        assertThat(network.vertices()).hasSize(6);
        assertThat(network.vertex("decision/width").operation().toString()).contains("width: 128");
        assertThat(table.isomorphismClass(3)).isNotEqualTo(table.isomorphismClass(4));
    }

    @Test
    void fingerprintChangesWithTheContent() throws IOException {
        String before = made().fingerprint();
        assertThat(made().fingerprint()).isEqualTo(before);
        Path seen = folder.resolve("seen.csv.gz");
        Files.write(
                seen,
                packed(Files.readString(folder.resolve("made.csv"))
                        .replaceAll("(?m)^(\\d+),.*$", "$1,1,2,3")
                        .replaceAll("^id,.*", "id,early,time,phone ms")));
        assertThat(Benchmark.of(DESCRIPTION, folder).fingerprint()).isNotEqualTo(before);
    }

    @Test
    void partialTableIsAGameOfItsRows() throws IOException {
        Files.writeString(folder.resolve("p.csv"), "depth,k1,k2,acc\n1,a,,1\n1,b,,2\n2,a,a,3\n2,a,b,4\n2,b,b,5\n");
        Benchmark table = Benchmark.of("""
                {"name": "p", "files": ["p.csv"], "partial": true,
                 "decisions": [{"column": "depth"}, {"column": "k1", "kind": "k"},
                               {"column": "k2", "kind": "k", "optional": true}],
                 "metrics": [{"name": "acc", "reward": "acc"}]}""", folder);
        assertThat(table.space().fixedDecisions()).isEmpty();
        assertThat(table.space().next(Decisions.of(0, 1))).isEmpty();
        assertThat(table.space().next(Decisions.of(1, 1)).orElseThrow().legal()).containsExactly(false, true);
        assertThat(table.space().isPlay(Decisions.of(1, 1, 0))).isFalse();
        assertThat(table.row(Decisions.of(1, 1, 0))).isEqualTo(-1);
        assertThat(table.row(Decisions.of(1))).isEqualTo(-1);
    }

    @Test
    void conditionalTableThatCoversItsSpaceIsCompleteWithoutFixedDecisions() throws IOException {
        Files.writeString(
                folder.resolve("c.csv"), "depth,k1,k2,acc\n1,a,,1\n1,b,,2\n2,a,a,3\n2,a,b,4\n2,b,b,5\n2,b,a,6\n");
        Benchmark table = Benchmark.of("""
                {"name": "c", "files": ["c.csv"],
                 "decisions": [{"column": "depth"}, {"column": "k1"}, {"column": "k2", "optional": true}],
                 "metrics": [{"name": "acc", "reward": "acc"}]}""", folder);
        assertThat(table.rows()).isEqualTo(6);
        assertThat(table.space().fixedDecisions()).isEmpty();
    }

    @Test
    void repeatedMeasurementsAreAveraged() throws IOException {
        Files.writeString(folder.resolve("r.csv"), "op,epochs,acc\na,4,1\na,4,2\nb,4,\nb,4,5\na,36,9\nb,36,9\n");
        Benchmark table = Benchmark.of("""
                {"name": "r", "files": ["r.csv"], "where": {"epochs": "4"}, "duplicates": "mean",
                 "decisions": [{"column": "op"}], "metrics": [{"name": "acc", "reward": "acc"}]}""", folder);
        assertThat(table.metric("acc").reward().of(0)).isEqualTo(1.5);
        assertThat(table.metric("acc").reward().of(1)).isEqualTo(5);
    }

    @Test
    void examplesOfTheDocumentationAreDescriptions() throws IOException {
        Matcher example = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/league.md")));
        assertThat(example.results()
                        .map(found -> DescriptionReader.read(found.group(1)).name()))
                .containsExactly("widths", "cells");
    }
}
