package dev.espalier.network;

import dev.espalier.data.Examples;
import java.util.List;

/**
 * One architecture that computes and learns with the parameters of its {@link Bank}. Used by one thread at a time.
 * Every method throws {@link EngineException} where the engine fails (out of memory among the causes); the process
 * lives.
 */
public interface Network extends AutoCloseable {
    /** One optimiser step; running statistics move. Gives the loss before the step, which may be non-finite. */
    double train(Examples batch, Step step);

    /** Raw outputs ({@code size x units}, before softmax or sigmoid) with running statistics, without dropout. */
    float[] outputs(Examples batch);

    /** Gradient of the loss in training mode without dropout, by parameter key; nothing is changed. */
    Weights gradient(Examples batch);

    /**
     * Re-estimates the running statistics of every normalisation as the mean over these batches, for this network
     * alone: the bank keeps its own. Without it the ranking of networks with shared weights is noise.
     */
    void estimateStatistics(List<Examples> batches);

    /** A copy of the parameters of this network's vertices, with this network's own statistics. */
    Weights weights();

    @Override
    void close();
}
