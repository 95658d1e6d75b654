package dev.espalier.league;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.espalier.benchmark.Benchmark;
import dev.espalier.benchmark.Benchmarks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The league on the real tables, as far as it is cheap; skipped where they are not there. */
class PublishedFiguresTest {
    private static final Path TABLES = Path.of("../../shared/data/nas");
    private static final int SEEDS = 150;

    @TempDir
    static Path folder;

    private static Benchmark table;
    private static LeagueResult queries;
    private static LeagueResult seconds;

    @BeforeAll
    static void tablesAreThere() {
        assumeTrue(Files.isDirectory(TABLES), "needs the tables in " + TABLES);
        table = Benchmarks.named("nasbench201", TABLES);
        queries = random(Protocol.QUERIES);
        seconds = random(Protocol.SECONDS);
    }

    private static LeagueResult random(Protocol protocol) {
        return new League(contests(), Entrant.list("random"), new Terms(protocol, Repeats.CHARGED, SEEDS, 0))
                .run(folder.resolve(protocol.key()), 2, (done, all) -> {});
    }

    private static List<Contest> contests() {
        return table.metrics().stream()
                .map(metric -> new Contest(table, metric))
                .toList();
    }

    /** Written apart from this project on this very table, over 100 to 200 seeds. */
    @ParameterizedTest
    @CsvSource({
        "cifar10, 50, 0.82", "cifar10, 100, 0.57", "cifar10, 200, 0.41", "cifar10, 500, 0.27",
        "cifar100, 50, 2.56", "cifar100, 100, 2.05", "cifar100, 200, 1.57", "cifar100, 500, 1.06"
    })
    void randomSearchHasTheRegretOfTheReference(String metric, double checkpoint, double regret) {
        LeagueRow row = row(queries, metric, checkpoint);
        assertThat(Math.abs(Objects.requireNonNull(row.regret()) - regret))
                .as("%s instead of %s", row.regret(), regret)
                .isLessThan(3 * combinedError(row) + 0.005);
    }

    @ParameterizedTest
    @CsvSource({"cifar10, 20000, 93.88", "cifar100, 40000, 71.61"})
    void randomSearchFindsInTheBudgetWhatTheReferenceFinds(String metric, double budget, double accuracy) {
        LeagueRow row = row(seconds, metric, budget);
        assertThat(Math.abs(Objects.requireNonNull(row.mean()) - accuracy))
                .as("%s instead of %s", row.mean(), accuracy)
                .isLessThan(3 * combinedError(row) + 0.005);
        assertThat(row.queries()).isBetween(180.0, 184.0);
    }

    private static LeagueRow row(LeagueResult result, String metric, double checkpoint) {
        return result.rows().stream()
                .filter(row -> row.metric().equals(metric) && row.checkpoint() == checkpoint)
                .findFirst()
                .orElseThrow();
    }

    /** Of ours and of a reference over 100 seeds that varies as ours does. */
    private static double combinedError(LeagueRow row) {
        return Objects.requireNonNull(row.std()) * Math.sqrt(1.0 / SEEDS + 1.0 / 100);
    }

    /** Not only the mean: the whole 95 % interval of the paired differences lies above 0. */
    @Test
    void controllersBeatRandomAtEqualQueries() {
        List<Entrant> entrants =
                Entrant.list("random,ppo,a2c,reinforce,tabular-reinforce,regularized-evolution,nsga2,local-search,"
                        + "predictor,lanas,manas,manas-ls,mixture,gbrl,tree-policy");
        Contest contest = contests().get(0);
        LeagueResult result = new League(
                        List.of(contest), entrants, new Terms(Protocol.QUERIES, Repeats.CHARGED, 30, 200))
                .run(folder.resolve("beat"), 2, (done, all) -> {});
        assertThat(result.rows().stream()
                        .filter(row ->
                                row.checkpoint() == 200 && !row.controller().equals("random")))
                .hasSize(entrants.size() - 1)
                .allSatisfy(row -> assertThat(
                                Objects.requireNonNull(row.againstRandom()).better())
                        .as("%s: %s", row.controller(), row.againstRandom())
                        .isTrue());
    }
}
