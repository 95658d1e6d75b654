package dev.espalier.server.rank;

import dev.espalier.trial.Metric;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The figures of a {@link Rank}. */
final class Ranking {
    private static final List<Integer> TOPS = List.of(1, 5, 10);
    /** What an evaluator tells of other architectures than the candidate. */
    private static final String OF_OTHERS = "random.";

    private final List<Pair> pairs;
    private final Metric metric;

    /** @param metric of the objective */
    Ranking(List<Pair> pairs, Metric metric) {
        this.pairs = pairs;
        this.metric = metric;
    }

    /** @param secondsATrial that the search took for each of its trials, learning included */
    Rank rank(Rank.Side search, Rank.Side reference, double secondsATrial) {
        Agreement all = agreement(pairs, pair -> pair.own().score());
        return new Rank(
                search,
                reference,
                pairs.size(),
                all.kendall(),
                all.spearman(),
                all.pearson(),
                agreement(
                        pairs.stream().filter(Pair::connected).toList(),
                        pair -> pair.own().score()),
                agreement(topHalf(), pair -> pair.own().score()),
                ceiling().orElse(null),
                metrics(),
                topRegrets(),
                ratio(pairs.stream()
                        .mapToDouble(pair -> pair.own().seconds())
                        .average()
                        .orElse(Double.NaN)),
                ratio(secondsATrial),
                pairs.stream().map(Ranking::point).toList());
    }

    private static Agreement agreement(List<Pair> pairs, ToDoubleFunction<Pair> score) {
        return Agreement.of(pairs.stream()
                .map(pair -> new Agreement.Scores(
                        score.applyAsDouble(pair), pair.reference().score()))
                .filter(scores -> Double.isFinite(scores.score()))
                .toList());
    }

    private List<Pair> topHalf() {
        return pairs.stream()
                .sorted(byReference())
                .limit((pairs.size() + 1) / 2)
                .toList();
    }

    private static Comparator<Pair> byReference() {
        return Comparator.comparingDouble((Pair pair) -> -pair.reference().score());
    }

    private Optional<Agreement> ceiling() {
        List<Agreement.Scores> repeats = pairs.stream()
                .map(pair -> new Agreement.Scores(repeat(pair, 1), repeat(pair, 2)))
                .filter(scores -> Double.isFinite(scores.score()) && Double.isFinite(scores.reference()))
                .toList();
        return repeats.isEmpty() ? Optional.empty() : Optional.of(Agreement.of(repeats));
    }

    private double repeat(Pair pair, int number) {
        return metric.score(pair.reference().metrics().getOrDefault(metric.key() + "." + number, Double.NaN));
    }

    private List<Rank.OfMetric> metrics() {
        Set<String> names = new TreeSet<>();
        pairs.forEach(pair -> names.addAll(pair.own().metrics().keySet()));
        return names.stream()
                .filter(name -> !name.startsWith(OF_OTHERS))
                .map(name -> new Rank.OfMetric(name, agreement(pairs, pair -> pair.metric(name))))
                .toList();
    }

    private List<Rank.TopRegret> topRegrets() {
        double best = pairs.stream()
                .mapToDouble(pair -> pair.reference().score())
                .max()
                .orElse(Double.NaN);
        List<Pair> favourites = pairs.stream()
                .sorted(Comparator.comparingDouble((Pair pair) -> -pair.own().score()))
                .toList();
        return TOPS.stream()
                .filter(top -> top <= favourites.size())
                .map(top -> new Rank.TopRegret(
                        top,
                        best
                                - favourites.stream()
                                        .limit(top)
                                        .mapToDouble(pair -> pair.reference().score())
                                        .max()
                                        .orElse(best)))
                .toList();
    }

    /** Null where it says nothing, as of a reference that was looked up. */
    private @Nullable Double ratio(double seconds) {
        double training = pairs.stream()
                .mapToDouble(pair -> pair.reference().seconds() / trainings(pair))
                .average()
                .orElse(Double.NaN);
        double ratio = training / seconds;
        return ratio > 0 && Double.isFinite(ratio) ? Double.valueOf(ratio) : null;
    }

    /** Trainings in one trial of the reference. */
    private long trainings(Pair pair) {
        return Math.max(
                1,
                Stream.iterate(1, number -> number + 1)
                        .takeWhile(number -> Double.isFinite(repeat(pair, number)))
                        .count());
    }

    private static Rank.Point point(Pair pair) {
        return new Rank.Point(
                pair.id(),
                pair.number(),
                pair.own().score(),
                pair.reference().score(),
                pair.metric(Metric.PARAMETERS.key()));
    }
}
