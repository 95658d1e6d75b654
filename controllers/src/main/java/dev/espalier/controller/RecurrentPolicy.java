package dev.espalier.controller;

import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.tensor.Linear;
import dev.espalier.tensor.Lstm;
import dev.espalier.tensor.Parameters;
import dev.espalier.tensor.Randomness;
import dev.espalier.tensor.Tensor;
import dev.espalier.tensor.Torch;
import dev.espalier.trial.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * A policy with a memory (ENAS, Pham 2018, section 2.2): an LSTM reads the embedding of the choice made last, to which
 * that of the decision ahead is added; one linear head per kind of decision gives logits, which are divided by a
 * temperature and squashed by {@code c tanh}. A value head reads the same memory.
 *
 * <p>Heads begin as zero, so that the untrained policy is exactly uniform over the legal options. A kind or decision is
 * learned from the first time that a told play contains it; before, its parameters are a function of the seed and its
 * name, so that asking changes nothing.
 */
final class RecurrentPolicy {
    /**
     * @param hidden width of the LSTM and of embeddings
     * @param temperature divides the logits
     * @param squash bound {@code c} of the logits after {@code c tanh}
     */
    record Form(int hidden, double temperature, double squash) {}

    /** A decision of a walk: where, with which probabilities, and what was chosen. */
    record Step(DecisionPoint point, double[] probabilities, int choice) {}

    private static final String START = "start";
    /** Added to illegal logits: finite, so that 0 times it is 0, and so low that its exponential is exactly 0. */
    static final float ILLEGAL = -1e30f;

    private final Seeds seeds;
    private final Form form;
    private final Parameters parameters = new Parameters();
    private final Lstm lstm;
    private final Linear value;

    RecurrentPolicy(Seeds seeds, Form form) {
        this.seeds = seeds;
        this.form = form;
        this.lstm = Torch.compute(
                () -> Lstm.create(parameters, "lstm", form.hidden(), form.hidden(), Randomness.of(seeds.of("lstm"))));
        this.value = Torch.compute(() -> Linear.zero(parameters, "value", form.hidden(), 1));
        Torch.run(() -> parameters.add(choiceKey(START), embedding(choiceKey(START), 1)));
    }

    Parameters parameters() {
        return parameters;
    }

    /** Plays to the end; {@code chooser} picks among the probabilities of each decision. */
    List<Step> walk(SearchSpace space, ToIntFunction<double[]> chooser) {
        return Torch.infer(() -> {
            List<Step> steps = new ArrayList<>();
            Decisions play = Decisions.none();
            Lstm.State state = lstm.start(1);
            Tensor last = parameters.get(choiceKey(START));
            for (Optional<DecisionPoint> next = space.next(play); next.isPresent(); next = space.next(play)) {
                DecisionPoint point = next.get();
                state = lstm.read(last.plus(table(pointKey(point.name()), 1)), state);
                double[] probabilities = Categorical.softmax(logits(point, state.hidden()), point.legal());
                int choice = chooser.applyAsInt(probabilities);
                steps.add(new Step(point, probabilities, choice));
                play = play.then(choice);
                last = table(choiceKey(point.kind()), point.options().size()).slice(choice, 1);
            }
            return steps;
        });
    }

    private double[] logits(DecisionPoint point, Tensor hidden) {
        double[] logits = new double[point.options().size()];
        if (parameters.contains(headKey(point.kind()) + "/weight")) {
            float[] given = squashed(head(point.kind()).apply(hidden)).toArray();
            Arrays.setAll(logits, option -> given[option]);
        }
        return logits;
    }

    /** Begins to learn whatever these plays contain for the first time. */
    void register(List<Episode> episodes) {
        Torch.run(() -> episodes.forEach(episode -> episode.points().forEach(this::register)));
    }

    private void register(DecisionPoint point) {
        int options = point.options().size();
        if (!parameters.contains(headKey(point.kind()) + "/weight")) {
            Linear.zero(parameters, headKey(point.kind()), form.hidden(), options);
            parameters.add(choiceKey(point.kind()), embedding(choiceKey(point.kind()), options));
        }
        if (!parameters.contains(pointKey(point.name()))) {
            parameters.add(pointKey(point.name()), embedding(pointKey(point.name()), 1));
        }
    }

    /** Everything about these registered plays that depends on the parameters, with its gradient. */
    Judgement judge(List<Episode> episodes) {
        PolicyBatch batch = new PolicyBatch(episodes);
        Tensor hidden = hidden(batch);
        List<Tensor> logProbabilities = new ArrayList<>();
        List<Tensor> entropies = new ArrayList<>();
        for (PolicyBatch.Group group : batch.groups()) {
            Tensor logits = squashed(head(group.kind()).apply(hidden.rows(Tensor.indices(group.cells()))));
            Tensor logs = logits.plus(Tensor.of(group.mask(ILLEGAL), group.cells().length, group.options()))
                    .logSoftmax();
            logProbabilities.add(logs.pick(Tensor.indices(group.choices())));
            entropies.add(logs.exp().times(logs).sumLast().negative());
        }
        Tensor order = Tensor.indices(batch.order());
        Tensor values = value.apply(hidden.rows(Tensor.indices(batch.cells())));
        return new Judgement(
                Tensor.concatenate(logProbabilities).rows(order),
                Tensor.concatenate(entropies).rows(order),
                values.reshape(batch.cells().length));
    }

    /**
     * What the policy says of some plays, step by step, play behind play.
     *
     * @param logProbabilities of the choices that were made
     * @param entropies of the decisions
     * @param values expected reward before the choice
     */
    record Judgement(Tensor logProbabilities, Tensor entropies, Tensor values) {}

    /** The memory at every cell of the batch, step behind step. */
    private Tensor hidden(PolicyBatch batch) {
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

    private Tensor squashed(Tensor logits) {
        return logits.times(1 / form.temperature()).tanh().times(form.squash());
    }

    private Linear head(String kind) {
        return new Linear(parameters.get(headKey(kind) + "/weight"), parameters.get(headKey(kind) + "/bias"));
    }

    private Tensor table(String key, int rows) {
        return parameters.contains(key) ? parameters.get(key) : embedding(key, rows);
    }

    private Tensor embedding(String key, int rows) {
        return Randomness.of(seeds.of(key)).normal(0, 1, rows, form.hidden());
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
