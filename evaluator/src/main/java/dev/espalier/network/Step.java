package dev.espalier.network;

/**
 * One training step's own settings.
 *
 * @param learningRate of this step
 * @param clip bound on the norm of the whole gradient, or 0 for none
 * @param seed of the randomness inside the network (dropout)
 */
public record Step(double learningRate, double clip, long seed) {}
