package dev.espalier.server.search;

/**
 * What a search may have of this machine.
 *
 * @param memory bytes for the process of one search
 * @param processors that can compute at once
 */
public record Machine(long memory, int processors) {}
