package dev.espalier.server.history;

import dev.espalier.trial.Trial;
import java.time.Instant;

/** A trial that exists. */
public record StoredTrial(Trial trial, Instant finishedAt) {}
