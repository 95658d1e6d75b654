/**
 * How far the ranking of one search can be trusted: its scores against those that another search gave to the same
 * architectures. Addresses under {@code /api/v1/ranks}.
 */
@NullMarked
package dev.espalier.server.rank;

import org.jspecify.annotations.NullMarked;
