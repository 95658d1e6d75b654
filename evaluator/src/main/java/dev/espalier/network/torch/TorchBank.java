package dev.espalier.network.torch;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Vertex;
import dev.espalier.network.Bank;
import dev.espalier.network.BankParameters;
import dev.espalier.network.Loss;
import dev.espalier.network.MixedNetwork;
import dev.espalier.network.Mixture;
import dev.espalier.network.Network;
import dev.espalier.network.Optimizer;
import dev.espalier.network.Vote;
import dev.espalier.network.Weights;
import dev.espalier.space.Supernet;
import dev.espalier.trial.Seeds;
import java.util.Map;

/** Parameters in tensors, which all networks of the bank compute with. */
final class TorchBank implements Bank {
    private final Optimizer optimizer;
    private final Placement placement;
    private final BankParameters<SharedParameter> parameters;

    TorchBank(Seeds seeds, Optimizer optimizer, Placement placement) {
        this.optimizer = optimizer;
        this.placement = placement;
        this.parameters = SharedParameter.bank(seeds, placement);
    }

    Placement placement() {
        return placement;
    }

    Optimizer optimizer() {
        return optimizer;
    }

    Map<String, SharedParameter> parameters(Architecture architecture, Vertex vertex) {
        return parameters.of(architecture, vertex);
    }

    @Override
    public Network network(Architecture architecture, Loss loss) {
        return Native.call(() -> new TorchNetwork(this, architecture, loss));
    }

    @Override
    public MixedNetwork mixed(Supernet supernet, Mixture mixture, Loss loss, Vote vote) {
        return Native.call(() -> new TorchMixedNetwork(this, MixedPlan.of(supernet, mixture, this), loss, vote));
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
    }

    @Override
    public void close() {
        parameters.close();
    }
}
