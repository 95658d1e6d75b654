package dev.espalier.server.search;

import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Pareto;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The trials of a search that no other dominates, and how much they cover.
 *
 * @param read trials that were looked at, from number 1
 * @param trials in order of number
 * @param extents of the trials that have all metrics, one for each metric; empty where there is none yet
 * @param hypervolume share of the box between the worst and the best value of each metric that the front dominates; null
 *     where the box is flat or holds too many points to tell
 */
record Front(
        Objective objective,
        int read,
        List<Trial> trials,
        List<Extent> extents,
        @Nullable Double hypervolume) {
    /** Points of three metrics whose volume takes some tenths of a second. */
    private static final int MOST_POINTS = 1000;

    /** Scores, so the greater the better. */
    record Extent(double worst, double best) {
        Extent with(double score) {
            return new Extent(Math.min(worst, score), Math.max(best, score));
        }

        double share(double score) {
            return (score - worst) / (best - worst);
        }
    }

    static Front of(Objective objective) {
        return new Front(objective, 0, List.of(), List.of(), null);
    }

    /** With the trials that follow those that were read. */
    Front with(List<Trial> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<Trial> all = new ArrayList<>(trials);
        all.addAll(more);
        List<Trial> front = Pareto.front(all, objective);
        List<Extent> wider = extents;
        for (Trial trial : more) {
            double[] scores = objective.scores(trial.outcome()).orElse(new double[0]);
            List<Extent> former = wider;
            wider = scores.length == 0
                    ? former
                    : IntStream.range(0, scores.length)
                            .mapToObj(i -> former.isEmpty()
                                    ? new Extent(scores[i], scores[i])
                                    : former.get(i).with(scores[i]))
                            .toList();
        }
        return new Front(objective, read + more.size(), front, wider, volume(objective, front, wider));
    }

    private static @Nullable Double volume(Objective objective, List<Trial> front, List<Extent> extents) {
        boolean flat = extents.isEmpty() || extents.stream().anyMatch(extent -> !(extent.best() > extent.worst()));
        if (flat || front.size() > MOST_POINTS) {
            return null;
        }
        List<double[]> points = front.stream()
                .flatMap(trial -> objective.scores(trial.outcome()).stream())
                .map(scores -> IntStream.range(0, scores.length)
                        .mapToDouble(i -> extents.get(i).share(scores[i]))
                        .toArray())
                .toList();
        return Pareto.hypervolume(points, new double[extents.size()]);
    }

    FrontView view() {
        List<Metric> metrics = objective.metrics();
        List<FrontView.Axis> axes = IntStream.range(0, extents.size())
                .mapToObj(i -> new FrontView.Axis(
                        metrics.get(i).key(),
                        metrics.get(i).score(extents.get(i).worst()),
                        metrics.get(i).score(extents.get(i).best())))
                .toList();
        return new FrontView(axes, trials.stream().map(Trial::number).toList(), hypervolume);
    }
}
