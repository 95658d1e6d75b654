/** Architectures over HTTP: what they are made of, where they were tried, hand-made ones, and their exports. */
@NullMarked
package dev.espalier.server.architecture;

import org.jspecify.annotations.NullMarked;
