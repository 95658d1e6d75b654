package dev.espalier.network;

/** What a network is trained to make small: means over the examples of a batch. */
public enum Loss {
    /** Softmax and cross-entropy against one-hot targets; predictions are probabilities. */
    CROSS_ENTROPY,
    /** Sigmoid and binary cross-entropy, mean over units too; predictions are probabilities. */
    BINARY_CROSS_ENTROPY,
    /** Mean squared error, mean over units too; predictions are the outputs themselves. */
    SQUARED_ERROR,
    /** The sum of the outputs, whatever the targets: for measures that need neither labels nor training. */
    OUTPUT_SUM
}
