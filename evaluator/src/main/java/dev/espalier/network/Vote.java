package dev.espalier.network;

import java.util.List;

/**
 * What other networks predict of a batch, as a part of a loss: {@code weight} times the Kullback-Leibler divergence of a
 * network's predictions from the average of theirs (self-distillation with voting teachers, SD-DARTS, Zhu 2023). They
 * predict with the batch's own statistics and are constants: no gradient flows to them. Numbers are predicted with a
 * Gaussian around them, so that their divergence is the squared difference.
 *
 * @param teachers of the same engine; closed with the vote, not before the networks that follow it
 * @param weight of the divergence; the loss itself counts 1
 */
public record Vote(List<MixedNetwork> teachers, double weight) implements AutoCloseable {
    /** Nobody votes. */
    public static final Vote NONE = new Vote(List.of(), 0);

    public Vote {
        teachers = List.copyOf(teachers);
    }

    @Override
    public void close() {
        teachers.forEach(MixedNetwork::close);
    }
}
