/** Layered drawings of architectures: places laid out by ELK, written as SVG or PNG. The only user of ELK. */
@NullMarked
package dev.espalier.export.drawing;

import org.jspecify.annotations.NullMarked;
