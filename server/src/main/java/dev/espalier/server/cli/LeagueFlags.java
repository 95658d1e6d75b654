package dev.espalier.server.cli;

import dev.espalier.benchmark.Benchmark;
import dev.espalier.benchmark.Benchmarks;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.league.Contest;
import dev.espalier.league.Entrant;
import dev.espalier.league.League;
import dev.espalier.league.Protocol;
import dev.espalier.league.Repeats;
import dev.espalier.league.Terms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which league is to be played. */
final class LeagueFlags {
    private static final int LONGEST_NAME = 50;

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

    /**
     * The league that was asked for, its tables read.
     *
     * @throws InvalidInputException with the flag, or a pointer into the description of a benchmark
     */
    League league() {
        Terms terms = ofFlags(() -> new Terms(
                constant("--protocol", Protocol.values(), protocol, Protocol::key),
                constant("--repeats", Repeats.values(), repeats, Repeats::key),
                seeds,
                trials));
        List<Entrant> entrants = entrants();
        List<Contest> contests = contests();
        return ofFlags(() -> new League(contests, entrants, terms));
    }

    /** What its folder is called where none is named: the benchmarks, or the files that describe them, and the protocol. */
    String name() {
        String played = benchmarks.stream()
                .map(name -> name.strip().replaceFirst("\\.json$", "").replaceFirst("^.*[/\\\\]", ""))
                .collect(Collectors.joining("-"))
                .replaceAll("[^0-9A-Za-z_-]+", "-");
        return "%s-%s".formatted(played.substring(0, Math.min(played.length(), LONGEST_NAME)), protocol);
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
            throw new InvalidInputException("--controllers", String.valueOf(refused.getMessage()), refused);
        }
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
