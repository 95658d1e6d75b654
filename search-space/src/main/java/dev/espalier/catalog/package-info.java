/**
 * How the parts that a person picks by name describe themselves: entries with settings, and the
 * error that names value, bound and place. No search, no architecture lives here.
 */
@NullMarked
package dev.espalier.catalog;

import org.jspecify.annotations.NullMarked;
