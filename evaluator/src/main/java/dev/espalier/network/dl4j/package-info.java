/**
 * The DL4J engine, and the translation of architectures and weights to DL4J that the engine and the exports share. With
 * {@code dev.espalier.export.dl4j} the only place that knows DL4J and ND4J.
 */
@NullMarked
package dev.espalier.network.dl4j;

import org.jspecify.annotations.NullMarked;
