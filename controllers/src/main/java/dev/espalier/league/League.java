package dev.espalier.league;

import dev.espalier.benchmark.TableEvaluator;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.trial.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Controllers by contests by seeds. One search is one task on one thread, and results are put together in the order of
 * the plan, so that they are the same bytes for any number of threads, interrupted or not.
 */
public final class League {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private final Terms terms;
    private final List<Contest> contests;
    private final List<Pairing> pairings = new ArrayList<>();
    private final List<LeagueResult.Misfit> misfits = new ArrayList<>();

    /** Hears of the progress, from any thread. */
    @FunctionalInterface
    public interface Progress {
        /** So many of all searches are finished; those of an earlier run count at once. */
        void finished(int done, int all);
    }

    /** A controller in a contest. */
    private record Pairing(Contest contest, Entrant entrant) {
        Finished.Key key(Terms terms, int seed) {
            return new Finished.Key(
                    contest.benchmark().fingerprint() + "/" + contest.metric().name(),
                    terms.identity(),
                    entrant.identity(),
                    seed);
        }
    }

    /**
     * Makes the plan. Controllers that do not fit a benchmark's space are left out there, with the reason.
     *
     * @throws InvalidInputException where the terms do not fit a benchmark, or no controller fits any
     */
    public League(List<Contest> contests, List<Entrant> entrants, Terms terms) {
        this.terms = terms;
        this.contests = List.copyOf(contests);
        for (Contest contest : contests) {
            check(contest);
            for (Entrant entrant : entrants) {
                try {
                    entrant.in(TableSearch.context(contest, terms, new Seeds(0)));
                    pairings.add(new Pairing(contest, entrant));
                } catch (InvalidInputException misfit) {
                    misfits.add(new LeagueResult.Misfit(
                            entrant.label(), contest.benchmark().name(), String.valueOf(misfit.getMessage())));
                }
            }
        }
        if (pairings.isEmpty()) {
            throw new InvalidInputException("/controllers", "No controller fits: %s".formatted(misfits));
        }
    }

    private void check(Contest contest) {
        if (contests.stream()
                        .filter(other -> other.title().equals(contest.title()))
                        .count()
                > 1) {
            throw new InvalidInputException("/benchmark", "Two contests are called '%s'.".formatted(contest.title()));
        }
        if (terms.protocol() == Protocol.SECONDS) {
            contest.signal();
        }
        if (terms.repeats() == Repeats.FREE_SAME && !contest.benchmark().hasSameNetworks()) {
            throw new InvalidInputException(
                    "/repeats",
                    "The benchmark '%s' has no column that names networks, so no repeats that it calls the same."
                            .formatted(contest.benchmark().name()));
        }
    }

    /** Controllers that do not fit a benchmark. */
    public List<LeagueResult.Misfit> misfits() {
        return misfits.stream().distinct().toList();
    }

    /** How many searches there are, those of an earlier run among them. */
    public int searches() {
        return pairings.size() * terms.seeds();
    }

    /**
     * Runs what is not finished yet, and writes {@code league.csv}, {@code league.json}, {@code league.md} and
     * {@code curves.json}.
     *
     * @param folder where finished searches are kept too
     */
    public LeagueResult run(Path folder, int threads, Progress progress) {
        Journal journal = new Journal(folder, JSON);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<LeagueResult.Group> groups = finished(submitted(executor, journal, progress));
            LeagueResult result = new LeagueResult(terms, contests, groups, misfits());
            new LeagueFiles(
                            folder,
                            JSON.rebuild()
                                    .enable(SerializationFeature.INDENT_OUTPUT)
                                    .build())
                    .write(result);
            return result;
        } finally {
            executor.shutdownNow();
        }
    }

    private List<List<Future<Finished>>> submitted(ExecutorService executor, Journal journal, Progress progress) {
        AtomicInteger done = new AtomicInteger();
        int all = searches();
        List<List<Future<Finished>>> futures = new ArrayList<>();
        Contest contest = null;
        TableEvaluator table = null;
        double optimum = 0;
        for (Pairing pairing : pairings) {
            if (contest != pairing.contest()) {
                contest = pairing.contest();
                table = contest.benchmark()
                        .evaluator(contest.metric(), terms.protocol().view());
                optimum = contest.optimum(terms.protocol());
            }
            TableEvaluator shared = Objects.requireNonNull(table);
            double best = optimum;
            futures.add(IntStream.rangeClosed(1, terms.seeds())
                    .mapToObj(seed -> executor.submit(() -> {
                        Finished search = search(pairing, seed, shared, best, journal);
                        progress.finished(done.incrementAndGet(), all);
                        return search;
                    }))
                    .toList());
        }
        return futures;
    }

    private Finished search(Pairing pairing, int seed, TableEvaluator table, double optimum, Journal journal) {
        Finished.Key key = pairing.key(terms, seed);
        return journal.find(key).orElseGet(() -> {
            Finished search = TableSearch.run(key, pairing.contest(), terms, pairing.entrant(), table, optimum);
            journal.add(search);
            return search;
        });
    }

    private List<LeagueResult.Group> finished(List<List<Future<Finished>>> futures) {
        List<LeagueResult.Group> groups = new ArrayList<>();
        for (int i = 0; i < futures.size(); i++) {
            List<Finished> searches = new ArrayList<>();
            futures.get(i).forEach(future -> searches.add(joined(future)));
            groups.add(new LeagueResult.Group(
                    pairings.get(i).contest(), pairings.get(i).entrant(), List.copyOf(searches)));
        }
        return groups;
    }

    private static Finished joined(Future<Finished> future) {
        try {
            return future.get();
        } catch (ExecutionException thrown) {
            if (thrown.getCause() instanceof RuntimeException bug) {
                throw bug;
            }
            throw new IllegalStateException(thrown.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The league was interrupted; what is finished is kept.", interrupted);
        }
    }
}
