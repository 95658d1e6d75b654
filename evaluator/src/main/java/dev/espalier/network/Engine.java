package dev.espalier.network;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.trial.Seeds;

/** A library that computes networks. Stateless; safe for many threads. */
public interface Engine {
    /** Its name in a search specification. */
    String name();

    /**
     * An empty store of parameters. What a network needs and the store lacks is begun from the stream
     * {@code (seed, "init", key)}, so that its numbers depend on its key alone.
     */
    Bank bank(Seeds seeds, Optimizer optimizer);

    /**
     * A bank whose networks compute with weights that a hypernetwork makes for their architecture: it is the
     * hypernetwork that the bank keeps and that training moves.
     *
     * @throws InvalidInputException where the engine cannot follow a gradient through generated weights
     */
    default Bank hypernetwork(Seeds seeds, Optimizer optimizer, Hypernetwork hypernetwork) {
        throw new InvalidInputException(
                "/engine",
                "The engine '%s' cannot train hypernetworks: no gradient flows through its weights. Maybe choose 'torch'."
                        .formatted(name()));
    }
}
