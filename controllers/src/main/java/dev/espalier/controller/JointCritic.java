package dev.espalier.controller;

import dev.espalier.space.DecisionPoint;
import dev.espalier.tensor.Linear;
import dev.espalier.tensor.Parameters;
import dev.espalier.tensor.Randomness;
import dev.espalier.tensor.Tensor;
import dev.espalier.tensor.Torch;
import dev.espalier.trial.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Which reward a joint choice promises: a smooth multilayer perceptron (actors follow its slope) over the choices of all decisions, one-hot, whose first
 * layer has a table for each decision by name, so that it serves plays of different decisions. Choices may be relaxed:
 * any distribution over the options in place of a one.
 */
final class JointCritic {
    private final Seeds seeds;
    private final int width;
    private final Parameters parameters = new Parameters();
    private final Linear hidden;
    private final Linear output;
    /** First column of each decision that was told, by its name. */
    private final Map<String, Integer> columns = new TreeMap<>();
    /** Names in the order of their columns. */
    private final List<String> order = new ArrayList<>();

    private int total;

    JointCritic(Seeds seeds, int width) {
        this.seeds = seeds;
        this.width = width;
        this.hidden = Torch.compute(
                () -> Linear.create(parameters, "hidden", width, width, Randomness.of(seeds.of("hidden"))));
        this.output = Torch.compute(() -> Linear.zero(parameters, "output", width, 1));
        Torch.run(() -> parameters.add("bias", Tensor.zeros(width)));
    }

    Parameters parameters() {
        return parameters;
    }

    /** Begins to learn whatever these plays contain for the first time. */
    void register(List<Episode> episodes) {
        Torch.run(() -> episodes.forEach(episode -> episode.points().forEach(this::register)));
    }

    private void register(DecisionPoint point) {
        if (columns.putIfAbsent(point.name(), total) == null) {
            int options = point.options().size();
            String key = tableKey(point.name());
            parameters.add(key, Randomness.of(seeds.of(key)).normal(0, 0.5, options, width));
            order.add(point.name());
            total += options;
        }
    }

    /** The choices of these registered plays, flat: plays x columns; only those of decisions that {@code shown}. */
    Tensor choices(List<Episode> plays, Predicate<DecisionPoint> shown) {
        float[] ones = new float[plays.size() * total];
        for (int play = 0; play < plays.size(); play++) {
            Episode episode = plays.get(play);
            for (int step = 0; step < episode.length(); step++) {
                if (shown.test(episode.points().get(step))) {
                    ones[
                            (int) place(play, episode.points().get(step))
                                    + episode.play().choice(step)] = 1;
                }
            }
        }
        return Tensor.of(ones, ones.length);
    }

    /** Where the options of this registered decision of that play begin in flat choices. */
    long place(int play, DecisionPoint point) {
        return (long) play * total + Objects.requireNonNull(columns.get(point.name()));
    }

    /** Of flat choices, one number for each play. */
    Tensor worth(Tensor choices, int plays) {
        Tensor tables = Tensor.concatenate(
                order.stream().map(name -> parameters.get(tableKey(name))).toList());
        Tensor first = choices.reshape(plays, total).product(tables).plus(parameters.get("bias"));
        return output.apply(hidden.apply(first.tanh()).tanh()).reshape(plays);
    }

    private static String tableKey(String name) {
        return "table:" + name;
    }
}
