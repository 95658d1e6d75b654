package dev.espalier.architecture;

/** One connection in the graph view: output of {@code source} is input number {@code position} of {@code target}. */
public record Edge(String source, String target, int position) {}
