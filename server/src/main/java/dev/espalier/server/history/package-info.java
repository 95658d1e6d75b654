/**
 * The history: every search, trial, architecture and model, durable and append-only where it matters, and the states
 * that a search goes through. The interfaces name no Spring type; the database is an affair of the {@code Jdbc*}
 * classes. Nothing here runs a search or speaks HTTP.
 */
@NullMarked
package dev.espalier.server.history;

import org.jspecify.annotations.NullMarked;
