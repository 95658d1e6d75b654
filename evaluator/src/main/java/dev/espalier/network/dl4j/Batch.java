package dev.espalier.network.dl4j;

import dev.espalier.data.ClassWeights;
import dev.espalier.data.Examples;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A batch in native memory, freed at once: left to the garbage collector, batches fill the memory. */
record Batch(INDArray features, INDArray targets, @Nullable INDArray weights) implements AutoCloseable {
    static Batch of(Examples examples) {
        return new Batch(
                Nd4j.create(examples.features(), Tensors.shape(examples.shape(), examples.size()), 'c'),
                Nd4j.create(examples.targets(), new long[] {examples.size(), examples.units()}, 'c'),
                weights(examples));
    }

    private static @Nullable INDArray weights(Examples examples) {
        ClassWeights weights = examples.weights();
        return weights == null
                ? null
                : Nd4j.create(weights.of(examples.targets()), new long[] {examples.size(), examples.units()}, 'c');
    }

    @Override
    public void close() {
        features.close();
        targets.close();
        if (weights != null) {
            weights.close();
        }
    }
}
