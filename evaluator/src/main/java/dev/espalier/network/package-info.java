/**
 * Engines: what turns an architecture into a network that computes and learns. The interfaces are here, one package an
 * engine below. Knows no search and no evaluation protocol.
 */
@NullMarked
package dev.espalier.network;

import org.jspecify.annotations.NullMarked;
