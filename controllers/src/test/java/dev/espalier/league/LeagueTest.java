package dev.espalier.league;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.benchmark.Benchmark;
import dev.espalier.benchmark.Benchmarks;
import dev.espalier.catalog.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeagueTest {
    private static final List<String> FILES = List.of("league.csv", "league.json", "league.md", "curves.json");
    private static final String CHEAP =
            "random,regularized-evolution:population=10,sample=3,local-search,tabular-reinforce:learningRate=0.05";

    @TempDir
    Path folder;

    private static List<Contest> contests(Benchmark table) {
        return table.metrics().stream()
                .map(metric -> new Contest(table, metric))
                .toList();
    }

    private LeagueResult run(List<Contest> contests, String controllers, Terms terms, String out, int threads) {
        return new League(contests, Entrant.list(controllers), terms)
                .run(folder.resolve(out), threads, (done, all) -> {});
    }

    private Map<String, String> files(String out) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        for (String name : FILES) {
            files.put(name, Files.readString(folder.resolve(out).resolve(name)));
        }
        return files;
    }

    @Test
    void filesAreTheSameBytesForAnyNumberOfThreadsAndAfterAKill() throws IOException {
        List<Contest> contests = contests(MadeTable.in(folder));
        Terms terms = new Terms(Protocol.QUERIES, Repeats.CHARGED, 8, 60);
        run(contests, CHEAP, terms, "one", 1);
        run(contests, CHEAP, terms, "three", 3);
        assertThat(files("three")).isEqualTo(files("one"));

        String journal = Files.readString(folder.resolve("three/searches.jsonl"));
        Files.createDirectories(folder.resolve("killed"));
        Files.writeString(folder.resolve("killed/searches.jsonl"), journal.substring(0, journal.length() * 2 / 3));
        run(contests, CHEAP, terms, "killed", 2);
        assertThat(files("killed")).isEqualTo(files("one"));
        assertThat(Files.readAllLines(folder.resolve("killed/searches.jsonl")))
                .hasSize(4 * 2 * 8)
                .allSatisfy(line -> assertThat(line).containsOnlyOnce("{\"key\":"))
                .doesNotHaveDuplicates()
                .startsWith(journal.lines().limit(20).toArray(String[]::new));
    }

    @Test
    void finishedSearchesAreNotRunAgainAndMoreSeedsAreAdded() throws IOException {
        List<Contest> contests = contests(MadeTable.in(folder));
        run(contests, "random", new Terms(Protocol.QUERIES, Repeats.CHARGED, 3, 20), "out", 1);
        Path journal = folder.resolve("out/searches.jsonl");
        Files.writeString(journal, Files.readString(journal).replaceFirst("\"value\":[0-9.]+", "\"value\":77.0"));
        LeagueResult more = run(contests, "random", new Terms(Protocol.QUERIES, Repeats.CHARGED, 5, 20), "out", 2);
        assertThat(files("out").get("league.csv")).contains(",77.0,");
        assertThat(more.rows().get(0).searches()).isEqualTo(5);
        assertThat(Files.readAllLines(journal)).hasSize(10);
    }

    @Test
    void secondsProtocolSeesTheSignalAndShowsFullTraining() throws IOException {
        Benchmark table = MadeTable.in(folder);
        Contest contest = new Contest(table, table.metric("accuracy"));
        Terms terms = new Terms(Protocol.SECONDS, Repeats.CHARGED, 20, 0);
        LeagueRow row = run(List.of(contest), CHEAP, terms, "out", 2).rows().get(0);
        assertThat(row.checkpoint()).isEqualTo(400);
        assertThat(row.queries()).isBetween(50.0, 80.0).isEqualTo(row.proposals());
        assertThat(row.mean()).isEqualTo(row.reports().get("test"));
        assertThat(contest.expectedQueries()).isEqualTo(62);
        assertThat(Files.readAllLines(folder.resolve("out/league.csv")))
                .hasSize(1 + 4 * 20)
                .allSatisfy(line -> assertThat(line).containsAnyOf("seconds,charged", "seed"));
    }

    /** Every play has a row, and twins have exchanged digits: both counts follow from the proposals alone. */
    @ParameterizedTest
    @EnumSource(Repeats.class)
    void repeatsAreCountedBothWaysAndCostWhatIsSaid(Repeats repeats) throws IOException {
        Benchmark table = MadeTable.in(folder);
        List<Contest> contest = List.of(new Contest(table, table.metric("accuracy")));
        LeagueRow row = last(run(contest, "random", new Terms(Protocol.QUERIES, repeats, 20, 200), "out", 2));
        double same = Objects.requireNonNull(row.repeatsSame());
        assertThat(row.proposals()).isEqualTo(200);
        assertThat(same).isGreaterThan(row.repeatsIsomorphic()).isLessThan(200);
        assertThat(row.repeatsIsomorphic()).isPositive();
        double free = switch (repeats) {
            case CHARGED -> 0;
            case FREE_ISOMORPHIC -> row.repeatsIsomorphic();
            case FREE_SAME -> same;
        };
        assertThat(row.queries()).isCloseTo(200 - free, within(1e-9));
    }

    private static LeagueRow last(LeagueResult result) {
        return result.rows().get(result.rows().size() - 1);
    }

    @Test
    void convergedPolicyEndsAtTheCap() throws IOException {
        Benchmark table = MadeTable.in(folder);
        List<Contest> contest = List.of(new Contest(table, table.metric("accuracy")));
        LeagueRow row = last(run(
                contest,
                "tabular-reinforce:learningRate=1",
                new Terms(Protocol.QUERIES, Repeats.FREE_SAME, 3, 0),
                "out",
                2));
        assertThat(row.proposals()).isEqualTo(5_000);
        assertThat(row.queries()).isLessThan(100);
    }

    @Test
    void curvesEndAtTheValuesOfTheRowsAndNeverFall() throws IOException {
        Benchmark table = MadeTable.in(folder);
        List<Contest> contests = contests(table);
        LeagueResult result = run(contests, CHEAP, new Terms(Protocol.QUERIES, Repeats.CHARGED, 5, 100), "out", 2);
        for (LeagueResult.Group group : result.groups()) {
            double sign = group.contest().metric().score(1);
            for (Finished search : group.searches()) {
                List<Double> curve = new ArrayList<>(search.curve());
                assertThat(curve.get(curve.size() - 1))
                        .isEqualTo(search.standings().get(2).value());
                for (int i = 1; i < curve.size(); i++) {
                    assertThat(sign * curve.get(i)).isGreaterThanOrEqualTo(sign * curve.get(i - 1));
                }
            }
        }
        assertThat(result.rows().stream().filter(row -> row.controller().equals("local-search")))
                .allSatisfy(row -> assertThat(row.regret()).isNotNegative());
    }

    @Test
    void whatDoesNotFitIsRefusedOrLeftOutWithTheReason() throws IOException {
        Benchmark table = MadeTable.in(folder);
        Contest loss = new Contest(table, table.metric("loss"));
        assertThatThrownBy(() -> new League(
                        List.of(loss), Entrant.list("random"), new Terms(Protocol.SECONDS, Repeats.CHARGED, 1, 0)))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        thrown -> assertThat(thrown.pointer()).isEqualTo("/protocol"))
                .hasMessageContaining("no early signal");
        Files.writeString(folder.resolve("p.csv"), "a,b,y\n1,1,1\n1,2,2\n2,1,3\n");
        Files.writeString(folder.resolve("p.json"), """
                {"name": "p", "files": ["p.csv"], "partial": true, "decisions": [{"column": "a"}, {"column": "b"}],
                 "metrics": [{"name": "y", "reward": "y"}]}""");
        Benchmark partial = Benchmarks.described(folder.resolve("p.json"), folder);
        List<Contest> contests = List.of(new Contest(partial, partial.metric("y")));
        Terms terms = new Terms(Protocol.QUERIES, Repeats.CHARGED, 1, 10);
        League league = new League(contests, Entrant.list("random,tabular-reinforce"), terms);
        assertThat(league.misfits())
                .singleElement()
                .satisfies(misfit -> assertThat(misfit.reason()).contains("fixed list of decisions"));
        assertThatThrownBy(() -> new League(contests, Entrant.list("tabular-reinforce"), terms))
                .hasMessageContaining("No controller fits");
        assertThatThrownBy(() -> new League(
                        contests, Entrant.list("random"), new Terms(Protocol.QUERIES, Repeats.FREE_SAME, 1, 0)))
                .hasMessageContaining("no column that names networks");
        assertThatThrownBy(() -> new Terms(Protocol.QUERIES, Repeats.CHARGED, 0, 0))
                .hasMessageContaining("seeds (0)");
    }
}
