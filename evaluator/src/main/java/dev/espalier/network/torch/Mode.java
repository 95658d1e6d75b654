package dev.espalier.network.torch;

import org.bytedeco.pytorch.Generator;
import org.jspecify.annotations.Nullable;

/**
 * How a network is run.
 *
 * @param batchStatistics whether normalisations use the batch's own statistics
 * @param momentum share of the batch in the running statistics, or 0 to leave them alone
 * @param dropout draws the masks; null where nothing is dropped
 */
record Mode(
        boolean batchStatistics, double momentum, @Nullable Generator dropout) {
    /** With running statistics and without dropout. */
    static final Mode EVALUATION = new Mode(false, 0, null);
}
