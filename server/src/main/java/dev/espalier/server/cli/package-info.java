/**
 * The command line: what a person types, asked of the running server of the data folder or, where there is none, done
 * by this process itself with the same history. Starts no Spring context.
 */
@NullMarked
package dev.espalier.server.cli;

import org.jspecify.annotations.NullMarked;
