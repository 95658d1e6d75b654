package dev.espalier.space;

/**
 * A space whose architectures all lie in one network: every edge of its cells computes one of several operations and
 * the nodes are sums, so that a choice can be relaxed to a weighted sum of all operations (DARTS, Liu 2019, equation 2).
 */
public interface RelaxedSpace extends SearchSpace {
    /**
     * The network that holds every architecture of the space.
     *
     * @param share operations compute on this part of the channels of their edge: 1 on all, 4 on the first quarter
     *     (PC-DARTS, Xu 2020); with 1 their parameters are those of {@link #decode} by key and shape
     * @throws dev.espalier.catalog.InvalidInputException where the channels cannot be cut so
     */
    Supernet supernet(int share);

    /**
     * The play that keeps one operation on each of these edges.
     *
     * @param operations position of the operation for each edge of the supernet, or {@link Supernet#DROPPED}; as many
     *     edges of each node are kept as its edges say
     */
    Decisions play(int[] operations);

    /** For each edge of the supernet the operation that a play computes there, or {@link Supernet#DROPPED}. */
    int[] operations(Decisions play);
}
