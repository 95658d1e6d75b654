package dev.espalier.server.search;

import dev.espalier.server.history.History;
import dev.espalier.server.history.SearchRecord;
import dev.espalier.server.history.StoredTrial;
import dev.espalier.server.history.Trials;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What uniform draws would have given, from the most honest source that there is: architectures that the evaluator
 * drew and scored beside the trials; another search of the same kind that only draws; or the trials that a policy
 * proposed before its first update, when it was exactly uniform.
 */
@Component
final class RandomBands {
    private static final int FEWEST_DRAWS = 8;
    private static final int SEARCHES_LOOKED_AT = 200;
    private static final int BATCH = 1000;
    /** Controllers whose policy is uniform before its first update. */
    private static final List<String> UNIFORM_AT_FIRST =
            List.of("reinforce", "reinforce-lstm", "reinforce-tabular", "a2c", "ppo");

    private final History history;
    private final Map<String, Rounds> known = new ConcurrentHashMap<>();

    RandomBands(History history) {
        this.history = history;
    }

    Curve.@Nullable Band of(SearchRecord search, List<Integer> numbers) {
        if (numbers.isEmpty()) {
            return null;
        }
        return measured(search, numbers)
                .or(() -> ofAnotherSearch(search, numbers))
                .or(() -> ofItsBeginning(search, numbers))
                .orElse(null);
    }

    private Optional<Curve.Band> measured(SearchRecord search, List<Integer> numbers) {
        int last = numbers.get(numbers.size() - 1);
        Optional<StoredTrial> newest = history.trials().find(search.id(), last);
        if (newest.map(trial -> limits(trial.trial().outcome().metrics())).isEmpty()) {
            return Optional.empty();
        }
        Rounds rounds =
                known.compute(search.id(), (id, former) -> caughtUp(id, former == null ? new Rounds() : former));
        Collected collected = new Collected();
        for (int number : numbers) {
            rounds.at(number).ifPresent(limits -> collected.add(number, limits));
        }
        return Optional.of(collected.band("drawn uniformly and scored with the same weights in the same round"));
    }

    private Rounds caughtUp(String id, Rounds former) {
        Rounds rounds = former;
        List<StoredTrial> batch;
        do {
            batch = history.trials().after(id, rounds.read, BATCH);
            rounds = rounds.with(batch);
        } while (batch.size() == BATCH);
        return rounds;
    }

    /** The limits from each trial on where they change, which is once a round: every trial is read once. */
    private static final class Rounds {
        private final NavigableMap<Integer, double[]> from = new TreeMap<>();
        private int read;

        Optional<double[]> at(int number) {
            return Optional.ofNullable(from.floorEntry(number)).map(Map.Entry::getValue);
        }

        Rounds with(List<StoredTrial> batch) {
            Rounds next = new Rounds();
            next.from.putAll(from);
            next.read = read;
            for (StoredTrial stored : batch) {
                next.read = stored.trial().number();
                double[] limits = limits(stored.trial().outcome().metrics());
                boolean same = limits == null
                        || next.at(next.read)
                                .filter(last -> Arrays.equals(last, limits))
                                .isPresent();
                if (!same) {
                    next.from.put(next.read, limits);
                }
            }
            return next;
        }
    }

    private static double @Nullable [] limits(Map<String, Double> metrics) {
        Double low = metrics.get("random.low");
        Double mean = metrics.get("random.mean");
        Double high = metrics.get("random.high");
        return low == null || mean == null || high == null ? null : new double[] {low, mean, high};
    }

    private static final class Collected {
        private final List<Integer> numbers = new ArrayList<>();
        private final List<Double> low = new ArrayList<>();
        private final List<Double> middle = new ArrayList<>();
        private final List<Double> high = new ArrayList<>();

        void add(int number, double[] limits) {
            numbers.add(number);
            low.add(limits[0]);
            middle.add(limits[1]);
            high.add(limits[2]);
        }

        Curve.Band band(String from) {
            return new Curve.Band(numbers, low, middle, high, from);
        }
    }

    private Optional<Curve.Band> ofAnotherSearch(SearchRecord search, List<Integer> numbers) {
        SearchSpecification own = SpecificationReader.stored(search.specification());
        if (own.controller().name().equals("random")) {
            return Optional.empty();
        }
        return history.searches().list(SEARCHES_LOOKED_AT, Optional.empty()).items().stream()
                .filter(other -> other.progress().trials() - other.progress().failed() >= FEWEST_DRAWS)
                .filter(other -> SpecificationReader.known(other.specification())
                        .filter(draws -> drawsForThe(own, draws))
                        .isPresent())
                .max((one, two) ->
                        Integer.compare(one.progress().trials(), two.progress().trials()))
                .map(other -> bestOfSoMany(
                        scores(other, Integer.MAX_VALUE),
                        numbers,
                        "best of so many uniform draws, from the search '%s'".formatted(other.name())));
    }

    private static boolean drawsForThe(SearchSpecification own, SearchSpecification other) {
        return other.controller().name().equals("random")
                && other.dataset().equals(own.dataset())
                && other.space().equals(own.space())
                && other.evaluator().part().equals(own.evaluator().part())
                && other.objective().metric() == own.objective().metric();
    }

    private Optional<Curve.Band> ofItsBeginning(SearchRecord search, List<Integer> numbers) {
        SearchSpecification own = SpecificationReader.stored(search.specification());
        if (!UNIFORM_AT_FIRST.contains(own.controller().name())) {
            return Optional.empty();
        }
        Object batch = own.controller().settings().get("batch");
        int first = (batch instanceof Number given ? given.intValue() : 1)
                + own.evaluator().inFlight()
                - 1;
        double[] scores = scores(search, first);
        return scores.length < FEWEST_DRAWS
                ? Optional.empty()
                : Optional.of(bestOfSoMany(
                        scores,
                        numbers,
                        "best of so many uniform draws, from the %,d trials before the first update"
                                .formatted(scores.length)));
    }

    private double[] scores(SearchRecord search, int upTo) {
        return history.trials().scores(search.id(), 0).stream()
                .filter(score -> score.number() <= upTo)
                .map(Trials.Score::score)
                .filter(Objects::nonNull)
                .mapToDouble(score -> score)
                .toArray();
    }

    /**
     * Quantiles of the greatest of n draws from the scores' own distribution F: it is below x with probability
     * F(x)^n.
     */
    static Curve.Band bestOfSoMany(double[] scores, List<Integer> numbers, String from) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        Collected collected = new Collected();
        for (int number : numbers) {
            collected.add(number, new double[] {
                quantile(sorted, Math.pow(0.1, 1.0 / number)),
                quantile(sorted, Math.pow(0.5, 1.0 / number)),
                quantile(sorted, Math.pow(0.9, 1.0 / number))
            });
        }
        return collected.band(from);
    }

    private static double quantile(double[] sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.min(Math.max(rank, 1), sorted.length) - 1];
    }
}
