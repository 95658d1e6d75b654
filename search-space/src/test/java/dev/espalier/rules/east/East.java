package dev.espalier.rules.east;

import dev.espalier.rules.west.West;

/** One half of a cycle, for the test that cycles are seen. */
public record East(West other) {}
