package dev.espalier.server.cli;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.league.League;
import dev.espalier.league.LeagueResult;
import dev.espalier.league.LeagueRow;
import dev.espalier.league.Paired;
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
            "For example: espalier league --benchmark nasbench201 --tables FOLDER --seeds 100 --out league",
            "What is finished is kept in --out: the same command goes on after an interruption."
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
            defaultValue = "league",
            description = "Where results go and finished searches are kept. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("league");

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() {
        NativeFolder.use(common.dataDir());
        requireUsable();
        LeagueResult result = run(flags.league());
        common.answer(Map.of("rows", result.rows()), () -> print(result));
        return 0;
    }

    private void requireUsable() {
        if (threads < 1 || threads > MAX_THREADS) {
            throw new InvalidInputException(
                    "--threads", "The threads (%d) must be from 1 to %d.".formatted(threads, MAX_THREADS));
        }
        try {
            Files.createDirectories(out);
        } catch (IOException unusable) {
            throw new InvalidInputException(
                    "--out", "The folder '%s' cannot be made: %s".formatted(out, unusable), unusable);
        }
    }

    private LeagueResult run(League league) {
        int searches = league.searches();
        AtomicBoolean over = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupted(over)));
        try (Bar bar = Bar.of("League", "searches", searches)) {
            LeagueResult result = league.run(out, threads, (done, all) -> bar.show(done, ""));
            over.set(true);
            return result;
        }
    }

    /** What is finished is safe; says how to go on. */
    private void interrupted(AtomicBoolean over) {
        if (!over.get()) {
            common.err().printf("%nWhat is finished is kept in '%s'. The same command goes on.%n", out);
            common.err().flush();
        }
    }

    private void print(LeagueResult result) {
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
        common.out().printf("The files are in %s.%n", out);
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
