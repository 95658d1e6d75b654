package dev.espalier.network.torch;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Parameter;
import dev.espalier.architecture.Vertex;
import dev.espalier.network.Bank;
import dev.espalier.network.BankParameters;
import dev.espalier.network.Loss;
import dev.espalier.network.Network;
import dev.espalier.network.Optimizer;
import dev.espalier.network.Weights;
import dev.espalier.trial.Seeds;
import java.util.Map;

/**
 * A hypernetwork and the parameters that it leaves to be trained directly. What a network of this bank computes with is
 * made anew whenever these have changed.
 */
final class GeneratedBank implements Bank {
    private final Optimizer optimizer;
    private final WeightGenerator generator;
    private final Placement placement;
    private final BankParameters<SharedParameter> parameters;
    private volatile int changes;

    GeneratedBank(Seeds seeds, Optimizer optimizer, WeightGenerator generator, Placement placement) {
        this.optimizer = optimizer;
        this.generator = generator;
        this.placement = placement;
        this.parameters = SharedParameter.bank(seeds, placement);
    }

    Placement placement() {
        return placement;
    }

    Optimizer optimizer() {
        return optimizer;
    }

    WeightGenerator generator() {
        return generator;
    }

    /** What a vertex owns that is trained directly. */
    Map<String, SharedParameter> direct(Architecture architecture, Vertex vertex) {
        return parameters.of(architecture, vertex);
    }

    /** What the hypernetwork has learned. */
    SharedParameter learned(String key, Parameter described) {
        return parameters.of("hypernetwork/" + key, described);
    }

    /** A number that is another one whenever something was learned. */
    int changes() {
        return changes;
    }

    void change() {
        changes = changes + 1;
    }

    @Override
    public Network network(Architecture architecture, Loss loss) {
        return Native.call(() -> new GeneratedNetwork(this, architecture, loss));
    }

    @Override
    public Weights weights() {
        return Native.call(parameters::weights);
    }

    @Override
    public Weights snapshot() {
        return Native.call(parameters::snapshot);
    }

    @Override
    public void restore(Weights weights) {
        Native.run(() -> parameters.restore(weights));
        change();
    }

    @Override
    public void close() {
        parameters.close();
    }
}
