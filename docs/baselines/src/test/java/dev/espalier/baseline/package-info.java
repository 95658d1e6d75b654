/** Other methods on the data of our results: what a search must be set beside. */
@NullMarked
package dev.espalier.baseline;

import org.jspecify.annotations.NullMarked;
