package dev.espalier.network;

import dev.espalier.data.Examples;

/** A supernet with one fixed {@link Mixture}: its own parameters are those of the operations that the mixture computes. */
public interface MixedNetwork extends Network {
    /**
     * Slope of the loss by every number of the mixture, in training mode without dropout; 0 where an operation is not
     * computed. Nothing is changed.
     */
    Mixture slopes(Examples batch);
}
