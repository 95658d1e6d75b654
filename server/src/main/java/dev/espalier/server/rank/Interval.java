package dev.espalier.server.rank;

/** A statistic with its 95 % interval. */
public record Interval(double value, double low, double high) {}
