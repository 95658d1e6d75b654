package dev.espalier.server.history;

import dev.espalier.architecture.Architecture;
import dev.espalier.trial.Trial;
import org.jspecify.annotations.Nullable;

/**
 * A trial as it arrives.
 *
 * @param architecture what its play decoded to; null where it decoded to none, or where an earlier trial of any
 *     search brought it already
 */
public record NewTrial(Trial trial, @Nullable Architecture architecture) {}
