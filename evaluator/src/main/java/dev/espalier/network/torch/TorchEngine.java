package dev.espalier.network.torch;

import dev.espalier.network.Bank;
import dev.espalier.network.Engine;
import dev.espalier.network.Hypernetwork;
import dev.espalier.network.Optimizer;
import dev.espalier.trial.Seeds;

/**
 * LibTorch on the CPU with one native thread for every thread that calls: the default for search. Two networks in two
 * threads compute the same bits as one after the other.
 */
public final class TorchEngine implements Engine {
    @Override
    public String name() {
        return "torch";
    }

    @Override
    public Bank bank(Seeds seeds, Optimizer optimizer) {
        return new TorchBank(seeds, optimizer);
    }

    @Override
    public Bank hypernetwork(Seeds seeds, Optimizer optimizer, Hypernetwork hypernetwork) {
        return new GeneratedBank(seeds, optimizer, WeightGenerator.of(hypernetwork));
    }
}
