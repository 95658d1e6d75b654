package dev.espalier.server.cli;

import dev.espalier.benchmark.Benchmark;
import dev.espalier.benchmark.Benchmarks;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.league.Contest;
import dev.espalier.league.Entrant;
import dev.espalier.league.League;
import dev.espalier.league.LeagueResult;
import dev.espalier.league.LeagueRow;
import dev.espalier.league.Paired;
import dev.espalier.league.Protocol;
import dev.espalier.league.Repeats;
import dev.espalier.league.Terms;
import dev.espalier.server.process.NativeFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
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

    @Option(
            names = "--benchmark",
            paramLabel = "NAME|FILE",
            required = true,
            split = ",",
            description = "nasbench201, nasbench-graph, or a description that ends with .json; several with commas.")
    private List<String> benchmarks = List.of();

    @Option(
            names = "--tables",
            paramLabel = "FOLDER",
            description = "Where the tables' files lie. Default: the folder of the description.")
    private @Nullable Path tables;

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            defaultValue = "all",
            description = "A metric that every one of the benchmarks has, or all. Default: ${DEFAULT-VALUE}.")
    private String metric = "all";

    @Option(
            names = "--protocol",
            paramLabel = "seconds|queries",
            defaultValue = "queries",
            description = "What a search sees and spends. Default: ${DEFAULT-VALUE}.")
    private String protocol = "queries";

    @Option(
            names = "--controllers",
            paramLabel = "LIST",
            defaultValue = "all",
            description = "Such as random,ppo:batch=5,learningRate=0.02 or all. Default: ${DEFAULT-VALUE}.")
    private String controllers = "all";

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "100",
            description = "Searches of each controller. Default: ${DEFAULT-VALUE}.")
    private int seeds = 100;

    @Option(
            names = "--repeats",
            paramLabel = "RULE",
            defaultValue = "charged",
            description =
                    "charged, free-isomorphic or free-same: which repeats cost nothing. Default: ${DEFAULT-VALUE}.")
    private String repeats = "charged";

    @Option(
            names = "--trials",
            paramLabel = "N",
            defaultValue = "0",
            description = "End a search after so many proposals. Default: ten times what it is expected to need.")
    private int trials;

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
        Terms terms = ofFlags(() -> new Terms(
                constant("--protocol", Protocol.values(), protocol, Protocol::key),
                constant("--repeats", Repeats.values(), repeats, Repeats::key),
                seeds,
                trials));
        List<Contest> contests = contests();
        League league = ofFlags(() -> new League(contests, entrants(), terms));
        LeagueResult result = run(league);
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

    private List<Contest> contests() {
        List<Contest> contests = new ArrayList<>();
        for (String name : benchmarks) {
            Benchmark benchmark = benchmark(name.strip());
            if (metric.equals("all")) {
                benchmark.metrics().forEach(each -> contests.add(new Contest(benchmark, each)));
            } else {
                contests.add(ofFlags(() -> new Contest(benchmark, benchmark.metric(metric))));
            }
        }
        return contests;
    }

    private Benchmark benchmark(String name) {
        Path given = tables;
        if (given != null && !Files.isDirectory(given)) {
            throw new InvalidInputException("--tables", "There is no folder '%s'.".formatted(given));
        }
        if (name.endsWith(".json")) {
            Path description = Path.of(name);
            return Benchmarks.described(description, given == null ? description.resolveSibling("") : given);
        }
        if (!Benchmarks.names().contains(name)) {
            throw new InvalidInputException(
                    "--benchmark",
                    "There is no benchmark '%s'. Known: %s. A description of your own ends with .json."
                            .formatted(name, Benchmarks.names()));
        }
        if (given == null) {
            throw new InvalidInputException("--tables", "Say where the files of '%s' lie.".formatted(name));
        }
        return Benchmarks.named(name, given);
    }

    private List<Entrant> entrants() {
        try {
            return controllers.equals("all") ? Entrant.all() : Entrant.list(controllers);
        } catch (InvalidInputException refused) {
            throw new InvalidInputException("/controllers", String.valueOf(refused.getMessage()), refused);
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

    private static <E extends Enum<E>> E constant(String flag, E[] all, String word, Function<E, String> key) {
        List<String> known = Stream.of(all).map(key).toList();
        if (!known.contains(word)) {
            throw new InvalidInputException(flag, "There is no '%s'. Known: %s.".formatted(word, known));
        }
        return all[known.indexOf(word)];
    }

    /** Errors of what the league was told, at the flag that told it. */
    private static <T> T ofFlags(Supplier<T> made) {
        try {
            return made.get();
        } catch (InvalidInputException refused) {
            String pointer = refused.pointer();
            throw pointer.startsWith("/")
                    ? new InvalidInputException(
                            "-" + pointer.replaceFirst("/", "-"), String.valueOf(refused.getMessage()), refused)
                    : refused;
        }
    }
}
