/** Exports of architectures and trained models to formats that other programs read; one package a format. */
@NullMarked
package dev.espalier.export;

import org.jspecify.annotations.NullMarked;
