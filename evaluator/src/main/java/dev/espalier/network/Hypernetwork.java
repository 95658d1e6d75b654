package dev.espalier.network;

/** A network that makes the weights of other networks and is trained through them. */
public sealed interface Hypernetwork {
    /** Units between a state and the weights that are made of it. */
    int hidden();

    /**
     * A graph network over the architecture (Zhang 2019, section 3): states of that width, so many sweeps forward and
     * backward, and a perceptron for every kind of parameter that turns a vertex's state into its numbers.
     *
     * @param width numbers in the state of a vertex
     * @param rounds sweeps over the graph, each forward and backward
     * @param hidden units between a state and the weights
     */
    record Graph(int width, int rounds, int hidden) implements Hypernetwork {}

    /**
     * Convolutions over a map of what each layer reads and writes (SMASH, Brock 2017, section 3.3). Convolutions whose
     * keys say nothing of memory ({@link MemoryAccess}) and everything else are trained directly.
     *
     * @param channels of the map within the hypernetwork
     * @param depth 3x3 convolutions over the map
     * @param hidden units between a place of the map and its weights
     */
    record MemoryBank(int channels, int depth, int hidden) implements Hypernetwork {}
}
