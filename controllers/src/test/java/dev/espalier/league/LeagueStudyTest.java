package dev.espalier.league;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.espalier.benchmark.Benchmark;
import dev.espalier.benchmark.Benchmarks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * The command {@code league} for who works on controllers, without building the server. Runs only where
 * {@code -Despalier.study.seeds=N} asks for it; {@code -Despalier.study.controllers="random,ppo:batch=5,epochs=2"},
 * {@code -Despalier.study.benchmark=nasbench-graph}, {@code -Despalier.study.protocol=seconds} and
 * {@code -Despalier.study.trials=200} say what else.
 * Finished searches are not kept: the controllers may have changed.
 */
class LeagueStudyTest {
    private final int seeds = Integer.getInteger("espalier.study.seeds", 0);
    private final String controllers = System.getProperty("espalier.study.controllers", "all");
    private final String benchmark = System.getProperty("espalier.study.benchmark", "nasbench201");
    private final String protocol = System.getProperty("espalier.study.protocol", "queries");
    private final int trials = Integer.getInteger("espalier.study.trials", 0);

    @Test
    void writesThePage() throws IOException {
        assumeTrue(seeds > 1, "a study, not a test: ask for it with -Despalier.study.seeds=30");
        Benchmark table = Benchmarks.named(benchmark, Path.of("../../shared/data/nas"));
        List<Contest> contests = table.metrics().stream()
                .map(metric -> new Contest(table, metric))
                .toList();
        List<Entrant> entrants = controllers.equals("all") ? Entrant.all() : Entrant.list(controllers);
        Terms terms = new Terms(Protocol.valueOf(protocol.toUpperCase(Locale.ROOT)), Repeats.CHARGED, seeds, trials);
        Path out = Path.of("target/league");
        Files.deleteIfExists(out.resolve("searches.jsonl"));
        new League(contests, entrants, terms).run(out, Runtime.getRuntime().availableProcessors(), (done, all) -> {});
        System.out.println(Files.readString(out.resolve("league.md")));
    }
}
