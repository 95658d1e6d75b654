/** Leagues over HTTP: what the command {@code espalier league} left in the data folder. Plays none itself. */
@NullMarked
package dev.espalier.server.league;

import org.jspecify.annotations.NullMarked;
