/**
 * Searches as a person sees them: the specification, what can be asked of a running search, and their addresses under
 * {@code /api/v1/searches}.
 */
@NullMarked
package dev.espalier.server.search;

import org.jspecify.annotations.NullMarked;
