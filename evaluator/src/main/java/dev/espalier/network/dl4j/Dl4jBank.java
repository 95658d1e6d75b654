package dev.espalier.network.dl4j;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Parameter;
import dev.espalier.network.Bank;
import dev.espalier.network.BankParameters;
import dev.espalier.network.Loss;
import dev.espalier.network.Network;
import dev.espalier.network.Optimizer;
import dev.espalier.network.Weights;
import dev.espalier.trial.Seeds;

/** Parameters in Java arrays that networks copy into DL4J before they compute. */
final class Dl4jBank implements Bank {
    private final Optimizer optimizer;
    private final BankParameters<StoredParameter> parameters;
    private volatile int changes;

    Dl4jBank(Seeds seeds, Optimizer optimizer) {
        this.optimizer = optimizer;
        this.parameters = new BankParameters<>(seeds, (key, start, trainable) -> new StoredParameter(key, start));
    }

    Optimizer optimizer() {
        return optimizer;
    }

    StoredParameter parameter(String key, Parameter described) {
        return parameters.of(key, described);
    }

    /** A number that is another one whenever a parameter has changed. */
    int changes() {
        return changes;
    }

    void change() {
        changes = changes + 1;
    }

    @Override
    public Network network(Architecture architecture, Loss loss) {
        return Native.call(() -> new Dl4jNetwork(this, architecture, loss));
    }

    @Override
    public Weights weights() {
        return parameters.weights();
    }

    @Override
    public Weights snapshot() {
        return parameters.snapshot();
    }

    @Override
    public void restore(Weights weights) {
        parameters.restore(weights);
        change();
    }

    @Override
    public void close() {
        parameters.close();
    }
}
