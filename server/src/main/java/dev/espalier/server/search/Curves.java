package dev.espalier.server.search;

import dev.espalier.server.history.History;
import dev.espalier.server.history.SearchRecord;
import dev.espalier.server.history.Trials;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Draws {@link Curve}s from the history. */
@Component
final class Curves {
    /** Trials that a mean is taken over where every trial has its own point. */
    private static final int WINDOW = 20;

    private final History history;
    private final RandomBands bands;

    Curves(History history, RandomBands bands) {
        this.history = history;
        this.bands = bands;
    }

    Curve of(SearchRecord search, int points) {
        List<Trials.Score> scores = history.trials().scores(search.id(), 0);
        List<Curve.Point> thinned = thinned(scores, points);
        List<Integer> numbers = thinned.stream().map(Curve.Point::number).toList();
        return new Curve(thinned, bands.of(search, numbers));
    }

    static List<Curve.Point> thinned(List<Trials.Score> scores, int points) {
        int perPoint = Math.max(1, (scores.size() + points - 1) / points);
        Thinning thinning = new Thinning(Math.max(WINDOW, perPoint));
        List<Curve.Point> thinned = new ArrayList<>();
        for (int i = 0; i < scores.size(); i++) {
            thinning.take(scores.get(i).score());
            if ((i + 1) % perPoint == 0 || i == scores.size() - 1) {
                thinned.add(thinning.point(scores.get(i).number()));
            }
        }
        return thinned;
    }

    /** Runs along the scores. */
    private static final class Thinning {
        private final int window;
        private final Deque<Double> last = new ArrayDeque<>();
        private double sum;
        private @Nullable Double best;
        private @Nullable Double bestOfPoint;

        Thinning(int window) {
            this.window = window;
        }

        void take(@Nullable Double score) {
            if (score == null) {
                return;
            }
            best = greater(best, score);
            bestOfPoint = greater(bestOfPoint, score);
            last.addLast(score);
            sum += score;
            if (last.size() > window) {
                sum -= last.removeFirst();
            }
        }

        Curve.Point point(int number) {
            Curve.Point point = new Curve.Point(number, bestOfPoint, best, last.isEmpty() ? null : sum / last.size());
            bestOfPoint = null;
            return point;
        }

        private static Double greater(@Nullable Double one, double other) {
            return one == null || other > one ? Double.valueOf(other) : one;
        }
    }
}
