/**
 * Search spaces: finite games of decisions whose plays decode to architectures, and the catalogue of them. Nothing
 * here knows who plays or how an architecture is scored.
 */
@NullMarked
package dev.espalier.space;

import org.jspecify.annotations.NullMarked;
