/** Data sets over HTTP: list, look into, upload, delete. What a data set is, {@code dev.espalier.data} knows. */
@NullMarked
package dev.espalier.server.dataset;

import org.jspecify.annotations.NullMarked;
