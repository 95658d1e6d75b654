package dev.espalier.architecture;

/**
 * What an architecture costs before anything is measured.
 *
 * @param parameters numbers that training moves (running statistics are not counted)
 * @param macs multiply-accumulates with learned weights for one example
 * @param activations numbers that all vertices give for one example, the share of memory that grows with the batch
 */
public record Cost(long parameters, long macs, long activations) {}
