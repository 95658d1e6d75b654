package dev.espalier.league;

import dev.espalier.catalog.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What all searches of a league are held to.
 *
 * @param seeds searches of each controller, with seeds from 1
 * @param trials proposals after which a search ends whatever it has spent; 0 for ten times what it may be expected to
 *     need
 */
public record Terms(Protocol protocol, Repeats repeats, int seeds, int trials) {
    private static final List<Integer> QUERIES = List.of(10, 50, 100, 192, 200, 500);
    private static final int CURVE_POINTS = 40;
    private static final int MAX_SEEDS = 100_000;
    private static final int MAX_TRIALS = 1_000_000;

    /** @throws InvalidInputException where the seeds or trials are out of bounds */
    public Terms {
        if (seeds < 1 || seeds > MAX_SEEDS) {
            throw new InvalidInputException(
                    "/seeds", "The seeds (%d) must be from 1 to %d.".formatted(seeds, MAX_SEEDS));
        }
        if (trials < 0 || trials > MAX_TRIALS) {
            throw new InvalidInputException(
                    "/trials", "The trials (%d) must be from 1 to %d.".formatted(trials, MAX_TRIALS));
        }
        if (trials > 0 && trials < QUERIES.get(0)) {
            throw new InvalidInputException(
                    "/trials", "The trials (%d) must be at least %d.".formatted(trials, QUERIES.get(0)));
        }
    }

    /** Trials that a controller is told to plan for. */
    int planned(Contest contest) {
        int expected = protocol == Protocol.QUERIES ? QUERIES.get(QUERIES.size() - 1) : contest.expectedQueries();
        return trials == 0 ? expected : Math.min(expected, trials);
    }

    /** Proposals after which a search ends. */
    int most(Contest contest) {
        return trials == 0 ? 10 * planned(contest) : trials;
    }

    /** Where results are reported: so many queries, or the seconds of the budget. */
    double[] checkpoints(Contest contest) {
        return protocol == Protocol.SECONDS
                ? new double[] {contest.signal().budget()}
                : QUERIES.stream()
                        .mapToDouble(Integer::doubleValue)
                        .filter(queries -> trials == 0 || queries <= trials)
                        .toArray();
    }

    /** Where the anytime curve has its points, the checkpoints among them; ascending. */
    double[] curve(Contest contest) {
        double[] checkpoints = checkpoints(contest);
        double end = checkpoints[checkpoints.length - 1];
        DoubleStream points = IntStream.rangeClosed(0, CURVE_POINTS)
                .mapToDouble(i -> protocol == Protocol.SECONDS
                        ? end * i / CURVE_POINTS
                        : Math.rint(Math.pow(end, (double) i / CURVE_POINTS)))
                .filter(point -> point > 0);
        return DoubleStream.concat(points, Arrays.stream(checkpoints))
                .sorted()
                .distinct()
                .toArray();
    }

    /** What decides a single search. */
    String identity() {
        return protocol.key() + "/" + repeats.key() + "/" + trials;
    }
}
