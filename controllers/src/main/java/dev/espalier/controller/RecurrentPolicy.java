package dev.espalier.controller;

import dev.espalier.space.DecisionPoint;
import dev.espalier.tensor.Linear;
import dev.espalier.tensor.Parameters;
import dev.espalier.tensor.Tensor;
import dev.espalier.tensor.Torch;
import dev.espalier.trial.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A policy with a memory (ENAS, Pham 2018, section 2.2): what a {@link RecurrentNetwork} gives for the options is divided
 * by a temperature and squashed by {@code c tanh}; these are the logits. A value head reads the same memory.
 *
 * <p>Heads begin as zero, so that the untrained policy is exactly uniform over the legal options.
 */
final class RecurrentPolicy implements TrainablePolicy {
    /**
     * @param hidden width of the LSTM and of embeddings
     * @param temperature divides the logits
     * @param squash bound {@code c} of the logits after {@code c tanh}
     */
    record Form(int hidden, double temperature, double squash) {}

    /** Added to illegal logits: finite, so that 0 times it is 0, and so low that its exponential is exactly 0. */
    static final float ILLEGAL = -1e30f;

    private final Form form;
    private final RecurrentNetwork network;
    private final Linear value;

    RecurrentPolicy(Seeds seeds, Form form) {
        this.form = form;
        this.network = new RecurrentNetwork(seeds, form.hidden());
        this.value = Torch.compute(() -> Linear.zero(network.parameters(), "value", form.hidden(), 1));
    }

    @Override
    public Parameters parameters() {
        return network.parameters();
    }

    @Override
    public void register(List<Episode> episodes) {
        network.register(episodes);
    }

    @Override
    public Player begin() {
        RecurrentNetwork.Reader reader = network.new Reader();
        return new Player() {
            @Override
            public double[] probabilities(DecisionPoint point) {
                return Categorical.softmax(logits(point, reader.read(point)), point.legal());
            }

            @Override
            public void hear(DecisionPoint point, int choice) {
                reader.hear(point, choice);
            }
        };
    }

    private double[] logits(DecisionPoint point, Tensor hidden) {
        double[] logits = new double[point.options().size()];
        if (network.knows(point.kind())) {
            float[] given = squashed(network.head(point.kind()).apply(hidden)).toArray();
            Arrays.setAll(logits, option -> given[option]);
        }
        return logits;
    }

    @Override
    public Judgement judge(List<Episode> episodes) {
        return judge(new PolicyBatch(episodes));
    }

    Judgement judge(PolicyBatch batch) {
        Tensor hidden = network.hidden(batch);
        return Judgement.of(
                batch,
                network.scores(batch, hidden).stream().map(this::squashed).toList(),
                value.apply(hidden.rows(Tensor.indices(batch.cells()))));
    }

    /**
     * What the policy says of some plays, step by step, play behind play.
     *
     * @param logs for each group of the batch the log-probabilities of all options: decisions x options
     * @param logProbabilities of the choices that were made
     * @param entropies of the decisions
     * @param values expected reward before the choice
     */
    record Judgement(List<Tensor> logs, Tensor logProbabilities, Tensor entropies, Tensor values) {
        /** The same without its gradient. */
        Judgement detached() {
            return new Judgement(
                    logs.stream().map(Tensor::detached).toList(),
                    logProbabilities.detached(),
                    entropies.detached(),
                    values.detached());
        }

        /**
         * @param logits for each group of the batch: decisions x options
         * @param values one for each decision
         */
        static Judgement of(PolicyBatch batch, List<Tensor> logits, Tensor values) {
            List<PolicyBatch.Group> groups = batch.groups();
            List<Tensor> logs = IntStream.range(0, groups.size())
                    .mapToObj(i -> logits.get(i).plus(mask(groups.get(i))).logSoftmax())
                    .toList();
            List<Tensor> entropies = logs.stream()
                    .map(log -> log.exp().times(log).sumLast().negative())
                    .toList();
            return new Judgement(
                    logs, batch.picked(logs), batch.inOrder(entropies), values.reshape(batch.cells().length));
        }

        private static Tensor mask(PolicyBatch.Group group) {
            return Tensor.of(group.mask(ILLEGAL), group.cells().length, group.options());
        }
    }

    private Tensor squashed(Tensor logits) {
        return logits.times(1 / form.temperature()).tanh().times(form.squash());
    }
}
