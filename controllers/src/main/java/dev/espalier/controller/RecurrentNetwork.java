package dev.espalier.controller;

import dev.espalier.space.DecisionPoint;
import dev.espalier.tensor.Linear;
import dev.espalier.tensor.Lstm;
import dev.espalier.tensor.Parameters;
import dev.espalier.tensor.Randomness;
import dev.espalier.tensor.Tensor;
import dev.espalier.tensor.Torch;
import dev.espalier.trial.Seeds;
import java.util.ArrayList;
import java.util.List;

/**
 * What reads a play (ENAS, Pham 2018, section 2.2): an LSTM takes in the embedding of the choice made last, to which that
 * of the decision ahead is added; one linear head per kind of decision gives a number for each option. Policies make
 * logits of these numbers, critics values.
 *
 * <p>Heads begin as zero. A kind or decision is learned from the first time that a told play contains it; before, its
 * parameters are a function of the seed and its name, so that asking changes nothing.
 */
final class RecurrentNetwork {
    private static final String START = "start";

    private final Seeds seeds;
    private final int width;
    private final Parameters parameters = new Parameters();
    private final Lstm lstm;

    /** @param width of the LSTM and of embeddings */
    RecurrentNetwork(Seeds seeds, int width) {
        this.seeds = seeds;
        this.width = width;
        this.lstm = Torch.compute(() -> Lstm.create(parameters, "lstm", width, width, Randomness.of(seeds.of("lstm"))));
        Torch.run(() -> parameters.add(choiceKey(START), embedding(choiceKey(START), 1)));
    }

    Parameters parameters() {
        return parameters;
    }

    /** Begins to learn whatever these plays contain for the first time. */
    void register(List<Episode> episodes) {
        Torch.run(() -> episodes.forEach(episode -> episode.points().forEach(this::register)));
    }

    private void register(DecisionPoint point) {
        int options = point.options().size();
        if (!knows(point.kind())) {
            Linear.zero(parameters, headKey(point.kind()), width, options);
            parameters.add(choiceKey(point.kind()), embedding(choiceKey(point.kind()), options));
        }
        if (!parameters.contains(pointKey(point.name()))) {
            parameters.add(pointKey(point.name()), embedding(pointKey(point.name()), 1));
        }
    }

    /** Whether a registered play contained a decision of this kind. */
    boolean knows(String kind) {
        return parameters.contains(headKey(kind) + "/weight");
    }

    /** The head of a kind that it knows: rows of memory to rows of one number per option. */
    Linear head(String kind) {
        return new Linear(parameters.get(headKey(kind) + "/weight"), parameters.get(headKey(kind) + "/bias"));
    }

    /** Follows one play, step by step, inside one {@link Torch#compute}. */
    final class Reader {
        private Lstm.State state = lstm.start(1);
        private Tensor last = parameters.get(choiceKey(START));

        /** The memory before the choice at this point. */
        Tensor read(DecisionPoint point) {
            state = lstm.read(last.plus(table(pointKey(point.name()), 1)), state);
            return state.hidden();
        }

        void hear(DecisionPoint point, int choice) {
            last = table(choiceKey(point.kind()), point.options().size()).slice(choice, 1);
        }
    }

    /** The memory at every cell of a batch of registered plays, step behind step. */
    Tensor hidden(PolicyBatch batch) {
        Tensor last = Tensor.concatenate(batch.tables(START).stream()
                .map(kind -> parameters.get(choiceKey(kind)))
                .toList());
        Tensor ahead = Tensor.concatenate(batch.names().stream()
                .map(name -> parameters.get(pointKey(name)))
                .toList());
        Tensor input = last.rows(Tensor.indices(batch.lastRows())).plus(ahead.rows(Tensor.indices(batch.aheadRows())));
        List<Tensor> hidden = new ArrayList<>();
        Lstm.State state = lstm.start(batch.width());
        for (int step = 0; step < batch.length(); step++) {
            state = lstm.read(input.slice((long) step * batch.width(), batch.width()), state);
            hidden.add(state.hidden());
        }
        return Tensor.concatenate(hidden);
    }

    /** For each group of the batch what its head makes of the memory: decisions x options. */
    List<Tensor> scores(PolicyBatch batch, Tensor hidden) {
        return batch.groups().stream()
                .map(group -> head(group.kind()).apply(hidden.rows(Tensor.indices(group.cells()))))
                .toList();
    }

    private Tensor table(String key, int rows) {
        return parameters.contains(key) ? parameters.get(key) : embedding(key, rows);
    }

    private Tensor embedding(String key, int rows) {
        return Randomness.of(seeds.of(key)).normal(0, 1, rows, width);
    }

    private static String headKey(String kind) {
        return "head:" + kind;
    }

    private static String choiceKey(String kind) {
        return "choice:" + kind;
    }

    private static String pointKey(String name) {
        return "point:" + name;
    }
}
