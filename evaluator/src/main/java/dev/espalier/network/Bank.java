package dev.espalier.network;

import dev.espalier.architecture.Architecture;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.space.Supernet;

/**
 * Parameters with the state of their optimiser. Networks made from one bank share the parameters of equal key and
 * shape: training one changes the bank, and with it what all others compute. A bank is used by one thread while any of
 * its networks is trained, and by many while none is.
 */
public interface Bank extends AutoCloseable {
    /**
     * A network over this bank's parameters.
     *
     * @throws EngineException where the engine cannot hold or compute it
     */
    Network network(Architecture architecture, Loss loss);

    /**
     * A supernet over this bank's parameters, with a mixture that stays. Where operations compute on all channels, an
     * architecture's mixture gives the outputs of that architecture's own network.
     *
     * @throws InvalidInputException where the engine cannot follow a gradient to the mixture
     */
    default MixedNetwork mixed(Supernet supernet, Mixture mixture, Loss loss) {
        return mixed(supernet, mixture, loss, Vote.NONE);
    }

    /** The same, whose loss in training and in gradients also counts how far it is from a vote. */
    default MixedNetwork mixed(Supernet supernet, Mixture mixture, Loss loss, Vote vote) {
        throw new InvalidInputException(
                "/engine", "This engine cannot mix the operations of a supernet. Maybe choose 'torch'.");
    }

    /** A copy of all parameters. */
    Weights weights();

    /** A copy of all parameters and of the optimiser's state, under keys that {@link #restore} understands. */
    Weights snapshot();

    /** Puts back what {@link #snapshot} or {@link #weights} gave; other parameters stay. */
    void restore(Weights weights);

    @Override
    void close();
}
