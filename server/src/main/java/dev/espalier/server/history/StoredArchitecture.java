package dev.espalier.server.history;

import dev.espalier.architecture.Architecture;
import java.time.Instant;

/**
 * An architecture that exists.
 *
 * @param id its canonical hash
 * @param handMade whether a person posted it
 */
public record StoredArchitecture(String id, Architecture architecture, boolean handMade, Instant createdAt) {}
