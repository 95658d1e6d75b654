package dev.espalier.server.search;

/**
 * What a search may have of this machine.
 *
 * @param memory bytes for the process of one search
 * @param heap bytes of these that Java may have
 * @param processors that can compute at once
 */
public record Machine(long memory, long heap, int processors) {}
