/**
 * What every address shares: problems instead of error pages, who may call, how large a body may be, how JSON is read
 * and written. Knows no search and no history.
 */
@NullMarked
package dev.espalier.server.web;

import org.jspecify.annotations.NullMarked;
