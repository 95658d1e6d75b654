package dev.espalier.evaluator;

import dev.espalier.architecture.Architecture;
import dev.espalier.data.Examples;
import dev.espalier.network.Bank;
import dev.espalier.network.Engine;
import dev.espalier.network.Loss;
import dev.espalier.network.Network;
import dev.espalier.network.Optimizer;
import dev.espalier.network.Weights;
import dev.espalier.trial.Seeds;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Measures networks with their first weights. */
final class Untrained {
    private final Engine engine;
    private final Seeds seeds;
    private final Loss loss;
    private final Examples batch;

    /**
     * @param seeds of the first weights
     * @param batch that all candidates are measured with
     */
    Untrained(Engine engine, Seeds seeds, Loss loss, Examples batch) {
        this.engine = engine;
        this.seeds = seeds;
        this.loss = loss;
        this.batch = batch;
    }

    /** On a batch of that many training examples, which the seeds of the search draw. */
    static Untrained in(EvaluatorContext context, int batch) {
        Examples training = context.data().training();
        int[] rows = Batches.sample(training.size(), batch, context.seeds().stream("proxy-batch"));
        return new Untrained(
                context.engine(), context.seeds(), Scoring.loss(context.data().task()), training.rows(rows));
    }

    /** One proxy of such an architecture, at the cost of this one alone. */
    OptionalDouble measure(Architecture architecture, Proxy proxy) {
        double value = switch (proxy) {
            case PARAMETERS -> architecture.cost().parameters();
            case MACS -> architecture.cost().macs();
            case SYNFLOW -> new SynapticFlow(this::bank, batch.shape()).of(architecture);
            case NASWOT -> new ActivationCodes(this::bank, loss, batch).of(architecture);
            case SNIP, GRADIENT_NORM -> ofGradient(architecture).getOrDefault(proxy, Double.NaN);
        };
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** Every proxy of an architecture that has a path from input to output; what is undefined for it is left out. */
    Map<Proxy, Double> measure(Architecture architecture) {
        Map<Proxy, Double> values = new EnumMap<>(Proxy.class);
        values.put(Proxy.PARAMETERS, (double) architecture.cost().parameters());
        values.put(Proxy.MACS, (double) architecture.cost().macs());
        values.putAll(ofGradient(architecture));
        values.put(Proxy.SYNFLOW, new SynapticFlow(this::bank, batch.shape()).of(architecture));
        values.put(Proxy.NASWOT, new ActivationCodes(this::bank, loss, batch).of(architecture));
        values.values().removeIf(value -> !Double.isFinite(value));
        return values;
    }

    private Map<Proxy, Double> ofGradient(Architecture architecture) {
        try (Bank bank = bank();
                Network network = bank.network(architecture, loss)) {
            Weights gradient = network.gradient(batch);
            return Map.of(
                    Proxy.GRADIENT_NORM, Saliency.norm(gradient),
                    Proxy.SNIP, Saliency.flow(network.weights(), gradient));
        }
    }

    private Bank bank() {
        return engine.bank(seeds, new Optimizer.Sgd(0, 0));
    }
}
