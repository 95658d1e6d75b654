package dev.espalier.network;

/** A network that makes the weights of other networks and is trained through them. */
public sealed interface Hypernetwork {
    /**
     * A graph network over the architecture (Zhang 2019, section 3): states of that width, so many sweeps forward and
     * backward, and a perceptron for every kind of parameter that turns a vertex's state into its numbers.
     *
     * @param width numbers in the state of a vertex
     * @param rounds sweeps over the graph, each forward and backward
     * @param hidden units between a state and the weights
     */
    record Graph(int width, int rounds, int hidden) implements Hypernetwork {}
}
