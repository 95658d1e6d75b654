/**
 * The vocabulary of a search: proposals, outcomes, trials, what is maximised, who proposes, who scores, and the loop
 * in which they meet. Knows no algorithm, no engine, no database and no clock.
 */
@NullMarked
package dev.espalier.trial;

import org.jspecify.annotations.NullMarked;
