/**
 * Controllers against each other on tables of trained networks: searches by the hundred, what they found after so many
 * queries or simulated seconds, and how sure the differences are. Trains nothing and reads no clock.
 */
@NullMarked
package dev.espalier.league;

import org.jspecify.annotations.NullMarked;
