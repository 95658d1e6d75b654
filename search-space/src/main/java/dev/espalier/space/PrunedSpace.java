package dev.espalier.space;

/**
 * A relaxed space whose architectures leave out what no choice leads to, so that their costs are no sum over choices:
 * a bound on them cannot be taken apart, but what they cost on average is known.
 */
public interface PrunedSpace extends RelaxedSpace {
    /**
     * Multiply-accumulates of an architecture on average, whose operation on each edge is drawn with these
     * probabilities, independently of the others. Linear in the probabilities of every edge.
     *
     * @param probabilities by edge of the supernet, then by operation
     */
    double expectedMacs(double[][] probabilities);
}
