/** The catalogues of spaces, controllers and evaluators as the page and scripts read them. */
@NullMarked
package dev.espalier.server.catalog;

import org.jspecify.annotations.NullMarked;
