/** The engine over LibTorch. With {@code dev.espalier.tensor} the only place that imports LibTorch's classes. */
@NullMarked
package dev.espalier.network.torch;

import org.jspecify.annotations.NullMarked;
