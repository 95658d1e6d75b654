package dev.espalier.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables beside the repository say what is known of them; skipped where they are not there. */
class PublishedTablesTest {
    private static final Path TABLES = Path.of("../../shared/data/nas");

    @TempDir
    Path folder;

    @BeforeAll
    static void tablesAreThere() {
        assumeTrue(Files.isDirectory(TABLES), "needs the tables in " + TABLES);
    }

    private static double best(Benchmark benchmark, TableMetric.Numbers numbers) {
        return IntStream.range(0, benchmark.rows())
                .mapToDouble(numbers::of)
                .max()
                .orElseThrow();
    }

    @Test
    void nasBench201HasItsOptimaCostsAndClasses() {
        Benchmark table = Benchmarks.named("nasbench201", TABLES);
        assertThat(table.rows()).isEqualTo(15_625);
        assertThat(table.space().fixedDecisions().orElseThrow())
                .hasSize(6)
                .extracting(DecisionPoint::name)
                .startsWith("edge0-1");
        TableMetric cifar10 = table.metric("cifar10");
        assertThat(best(table, cifar10.reward())).isCloseTo(91.6067, within(1e-3));
        assertThat(best(table, cifar10.headline())).isCloseTo(94.3733, within(1e-3));
        TableMetric cifar100 = table.metric("cifar100");
        assertThat(best(table, cifar100.reward())).isCloseTo(73.4933, within(1e-3));
        assertThat(best(table, cifar100.headline())).isCloseTo(73.5133, within(1e-3));
        assertThat(IntStream.range(0, table.rows())
                        .mapToObj(row -> table.sameNetwork(row).orElseThrow())
                        .distinct())
                .hasSize(6_466);
        assertThat(table.measured(1))
                .containsEntry("parameters", 802426.0)
                .containsEntry("latency.raspi4", 54.7774)
                .containsKey("naswot")
                .hasSize(21);
        assertThat(table.foresight().of("naswot", table.play(0))).hasValue(-776.4429);
        assertThat(table.foresight().of("naswot", Decisions.of(9, 9, 9, 9, 9, 9)))
                .isEmpty();
    }

    @Test
    void nasBench201HasAsManyGraphsAsPrunedAndContractedCells() {
        Benchmark table = Benchmarks.named("nasbench201", TABLES);
        assertThat(IntStream.range(0, table.rows())
                        .parallel()
                        .mapToObj(table::isomorphismClass)
                        .distinct())
                .hasSize(5_425);
    }

    @Test
    void playOfTheTableIsTheNetworkOfTheSpace() {
        Benchmark table = Benchmarks.named("nasbench201", TABLES);
        Decisions play = table.play(1);
        assertThat(table.space().decode(play)).isSameAs(table.space().decode(play));
        assertThat(table.space().decode(play).cost().parameters()).isEqualTo(802_426);
        assertThat(table.space().encode(table.space().decode(play))).contains(play);
        Outcome outcome = table.evaluator(table.metric("cifar10"), TableMetric.View.SIGNAL)
                .evaluate(new Evaluator.Candidate(1, play, table.space().decode(play), new Seeds(1)));
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Scored.class, scored -> {
            assertThat(scored.score()).isEqualTo(82.834);
            assertThat(scored.seconds()).isCloseTo(2169.64 * 0.06, within(1e-9));
        });
    }

    @Test
    void nasBenchGraphIsAGameOfItsRows() {
        Benchmark table = Benchmarks.named("nasbench-graph", TABLES);
        assertThat(table.rows()).isEqualTo(26_206);
        assertThat(table.space().size()).isEqualTo(26_206);
        assertThat(table.space().fixedDecisions()).isEmpty();
        List<Double> best = table.metrics().stream()
                .map(metric -> best(table, metric.headline()))
                .toList();
        assertThat(best.get(0)).isCloseTo(83.13, within(0.01));
        assertThat(best.get(1)).isCloseTo(71.57, within(0.01));
        assertThat(best.get(2)).isCloseTo(78.60, within(0.01));
        for (int number = 0; number < 1000; number++) {
            Decisions play = table.space().complete(Decisions.none(), new Seeds(1).stream("play", number));
            assertThat(table.row(play)).isNotNegative();
        }
    }

    /** Bits and operations of cells of several sizes, repeated measurements, energy: by description alone. */
    @Test
    void cellsOfSeveralSizesLoadByDescriptionAlone() throws IOException {
        Path description = Files.writeString(folder.resolve("ecnas.json"), """
                {"name": "ecnas", "files": ["ecnas_nb101_5v.csv.gz"],
                 "where": {"epochs": "4"}, "duplicates": "mean", "partial": true,
                 "decisions": [{"column": "vertices"},
                               {"column": "upper_triangle_bits", "split": "", "name": "edge"},
                               {"column": "ops", "split": " ", "name": "op"}],
                 "metrics": [{"name": "accuracy", "reward": {"column": "valid_accuracy", "factor": 100},
                              "report": {"test": {"column": "test_accuracy", "factor": 100}}},
                             {"name": "energy", "direction": "minimize", "reward": "energy_kwh"}],
                 "costs": {"parameters": "trainable_params", "co2": "co2eq_g"},
                 "latencies": {"quadro": {"column": "predict_time_s", "factor": 1000}}}""");
        Benchmark table = Benchmarks.described(description, TABLES);
        assertThat(table.rows()).isBetween(500, 3000);
        Decisions play = table.space().complete(Decisions.none(), new Seeds(1).stream("play"));
        assertThat(table.space().decode(play).hash())
                .isNotEqualTo(table.space().decode(table.play(0)).hash());
        assertThat(best(table, table.metric("accuracy").reward())).isBetween(50.0, 100.0);
        assertThat(table.metric("energy").score(2)).isEqualTo(-2);
    }

    /** Twenty-two digits a row and one metric for each of 27 devices. */
    @Test
    void latenciesOfManyDevicesLoadByDescriptionAlone() throws IOException {
        Path description = Files.writeString(folder.resolve("fbnet.json"), """
                {"name": "fbnet", "files": ["fbnet_latency.csv.gz"], "partial": true,
                 "decisions": [{"column": "ops", "split": " ", "name": "layer", "kind": "block",
                                "options": [0, 1, 2, 3, 4, 5, 6, 7, 8]}],
                 "metrics": [{"name": "pixel3", "direction": "minimize", "reward": "pixel3_ms"}]}""");
        Benchmark table = Benchmarks.described(description, TABLES);
        assertThat(table.rows()).isEqualTo(5_000);
        assertThat(table.play(0).size()).isEqualTo(22);
        assertThat(table.space().next(Decisions.none()).orElseThrow().options()).hasSize(9);
    }
}
