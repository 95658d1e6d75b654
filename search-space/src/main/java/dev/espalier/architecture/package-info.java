/**
 * What a network is before anything computes it: vertices with operations and meaningful keys, the shapes that flow
 * between them, their parameters and their cost. No search, no engine, no training lives here.
 */
@NullMarked
package dev.espalier.architecture;

import org.jspecify.annotations.NullMarked;
