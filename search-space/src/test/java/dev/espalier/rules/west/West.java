package dev.espalier.rules.west;

import dev.espalier.rules.east.East;

/** The other half of a cycle, for the test that cycles are seen. */
public record West(East other) {}
