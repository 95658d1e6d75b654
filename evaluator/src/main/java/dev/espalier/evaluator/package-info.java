/**
 * Evaluators: protocols that turn an architecture into a score with an engine and a data set, their catalogue, and the
 * final training of what a search found. Knows no controller.
 */
@NullMarked
package dev.espalier.evaluator;

import org.jspecify.annotations.NullMarked;
