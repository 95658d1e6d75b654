package dev.espalier.server.cli;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.Reason;
import dev.espalier.league.League;
import dev.espalier.league.LeagueResult;
import dev.espalier.league.LeagueRow;
import dev.espalier.league.Paired;
import dev.espalier.server.history.DataFolder;
import dev.espalier.server.process.NativeFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "league",
        description = {
            "Sets controllers against each other on tables of trained networks.",
            "For example: espalier league --benchmark nasbench201 --tables FOLDER --seeds 100",
            "What is finished is kept: the same command goes on after an interruption. The page shows the result."
        },
        sortOptions = false)
final class LeagueCommand implements Callable<Integer> {
    private static final int MAX_THREADS = 1024;

    @Mixin
    private LeagueFlags flags = new LeagueFlags();

    @Option(names = "--threads", paramLabel = "N", description = "Searches at once. Default: the processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = {
                "Where results go and finished searches are kept.",
                "Default: leagues/BENCHMARK-PROTOCOL in the data folder, where the page finds it."
            })
    private @Nullable Path out;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() {
        NativeFolder.use(common.dataDir());
        requireThreads();
        League league = flags.league();
        Path folder = usable();
        LeagueResult result = run(league, folder);
        common.answer(Map.of("rows", result.rows()), () -> print(result, folder));
        return 0;
    }

    private void requireThreads() {
        if (threads < 1 || threads > MAX_THREADS) {
            throw new InvalidInputException(
                    "--threads", "The threads (%d) must be from 1 to %d.".formatted(threads, MAX_THREADS));
        }
    }

    private Path usable() {
        if (out == null) {
            return new DataFolder(common.dataDir()).league(flags.name());
        }
        try {
            return Files.createDirectories(out);
        } catch (IOException unusable) {
            throw new InvalidInputException(
                    "--out", "The folder '%s' cannot be made: %s.".formatted(out, Reason.of(unusable)), unusable);
        }
    }

    private LeagueResult run(League league, Path folder) {
        int searches = league.searches();
        AtomicBoolean over = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupted(over, folder)));
        try (Bar bar = Bar.of("League", "searches", searches)) {
            LeagueResult result = league.run(folder, threads, (done, all) -> bar.show(done, ""));
            over.set(true);
            return result;
        }
    }

    /** What is finished is safe; says how to go on. */
    private void interrupted(AtomicBoolean over, Path folder) {
        if (!over.get()) {
            common.err().printf("%nWhat is finished is kept in '%s'. The same command goes on.%n", folder);
            common.err().flush();
        }
    }

    private void print(LeagueResult result, Path folder) {
        Table table = new Table(
                "CONTROLLER",
                "BENCHMARK",
                "METRIC",
                "AT",
                "MEAN",
                "STD",
                "MEDIAN",
                "REGRET",
                "QUERIES",
                "AGAINST RANDOM");
        for (LeagueRow row : result.rows()) {
            table.row(
                    row.controller(),
                    row.benchmark(),
                    row.metric(),
                    number(row.checkpoint(), 0),
                    number(row.mean(), 3),
                    number(row.std(), 3),
                    number(row.median(), 3),
                    number(row.regret(), 4),
                    number(row.queries(), 1),
                    paired(row.againstRandom()));
        }
        table.print(common.out());
        result.misfits()
                .forEach(misfit -> common.out()
                        .printf("Left out: %s on %s. %s%n", misfit.controller(), misfit.benchmark(), misfit.reason()));
        common.out().printf("The files are in %s.%n", folder);
        if (out == null) {
            common.out().printf("The page shows it at /leagues/%s.%n", flags.name());
        }
    }

    private static String number(@Nullable Double value, int digits) {
        return value == null ? "-" : String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    private static String paired(@Nullable Paired paired) {
        return paired == null
                ? "-"
                : String.format(Locale.ROOT, "%+.3f [%+.3f, %+.3f]", paired.difference(), paired.low(), paired.high());
    }
}
