package dev.espalier.server.history;

import java.util.Optional;

/**
 * A search as it is submitted.
 *
 * @param specification the checked document with all defaults filled in, JSON
 * @param idempotencyKey given by a client that may send the same submission twice
 */
public record NewSearch(String name, String specification, Optional<String> idempotencyKey) {}
