/** Trained models over HTTP: what they score, and their exports. */
@NullMarked
package dev.espalier.server.model;

import org.jspecify.annotations.NullMarked;
