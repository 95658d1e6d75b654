package dev.espalier.network.dl4j;

import dev.espalier.network.Bank;
import dev.espalier.network.Engine;
import dev.espalier.network.Optimizer;
import dev.espalier.trial.Seeds;

/**
 * DL4J on the CPU with its oneDNN helpers on: for those who want DL4J alone, and to check the other engine. DL4J
 * computes forwards and backwards; parameters, optimisers and random masks are ours, in Java.
 */
public final class Dl4jEngine implements Engine {
    @Override
    public String name() {
        return "dl4j";
    }

    @Override
    public Bank bank(Seeds seeds, Optimizer optimizer) {
        return new Dl4jBank(seeds, optimizer);
    }
}
