/** Exports that stock DL4J reads: configuration JSON, and a zip with the weights and the preprocessing. */
@NullMarked
package dev.espalier.export.dl4j;

import org.jspecify.annotations.NullMarked;
