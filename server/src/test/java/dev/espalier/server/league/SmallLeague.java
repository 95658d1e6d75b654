package dev.espalier.server.league;

import dev.espalier.benchmark.Benchmark;
import dev.espalier.benchmark.Benchmarks;
import dev.espalier.league.Contest;
import dev.espalier.league.Entrant;
import dev.espalier.league.League;
import dev.espalier.league.Protocol;
import dev.espalier.league.Repeats;
import dev.espalier.league.Terms;
import dev.espalier.server.history.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real league of some controllers on 512 made networks, in a second. */
public final class SmallLeague {
    public static final String NAME = "hills-queries";

    private SmallLeague() {}

    /** Plays it into the data folder of a service. */
    public static void play(Path root) throws IOException {
        Path tables = Files.createDirectories(root.resolve("tables"));
        Files.writeString(tables.resolve("hills.csv"), table());
        Path description = Files.writeString(tables.resolve("hills.json"), """
                {"name": "hills", "files": ["hills.csv"],
                 "decisions": [{"column": "a"}, {"column": "b"}, {"column": "c"}],
                 "metrics": [{"name": "height", "reward": "height"},
                             {"name": "error", "reward": "error", "direction": "minimize"}]}""");
        Benchmark benchmark = Benchmarks.described(description, tables);
        List<Contest> contests = benchmark.metrics().stream()
                .map(metric -> new Contest(benchmark, metric))
                .toList();
        new League(
                        contests,
                        Entrant.list("random,local-search,regularized-evolution,reinforce"),
                        new Terms(Protocol.QUERIES, Repeats.CHARGED, 20, 50))
                .run(new DataFolder(root).league(NAME), 1, (done, all) -> {});
    }

    /** One hill, so that whoever learns from neighbours climbs it. */
    private static String table() {
        StringBuilder csv = new StringBuilder("a,b,c,height,error\n");
        for (int play = 0; play < 512; play++) {
            int a = play / 64;
            int b = play / 8 % 8;
            int c = play % 8;
            int height = 100 - (a - 5) * (a - 5) - (b - 2) * (b - 2) - (c - 6) * (c - 6);
            csv.append("%d,%d,%d,%d,%d\n".formatted(a, b, c, height, 200 - height));
        }
        return csv.toString();
    }
}
