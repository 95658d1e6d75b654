package dev.espalier.network.dl4j;

import dev.espalier.architecture.Shape;

/** Our shapes as ND4J's. */
final class Tensors {
    private Tensors() {}

    static long[] shape(Shape example, int batch) {
        if (example instanceof Shape.Image image) {
            return new long[] {batch, image.channels(), image.height(), image.width()};
        }
        return example instanceof Shape.Sequence sequence
                ? new long[] {batch, sequence.channels(), sequence.length()}
                : new long[] {batch, example.channels()};
    }
}
