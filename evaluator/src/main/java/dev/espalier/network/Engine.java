package dev.espalier.network;

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
}
