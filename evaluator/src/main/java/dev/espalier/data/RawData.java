package dev.espalier.data;

import java.util.List;

/** Examples as they were read, with their targets, before any split: what all readers give. */
interface RawData {
    int size();

    /** What is to be predicted. */
    Task task();

    RawExample example(int row);

    /** Name of the class; or one cell a label or target. */
    List<String> target(int row);

    /** By which rule these rows are split. */
    default Division division() {
        return new Division.Stratified(this);
    }

    /** Preprocessing that knows these rows alone. */
    Preprocessing fit(int... rows);

    /** These rows as a network takes them, in the given order. */
    default Examples examples(Preprocessing preprocessing, int... rows) {
        int width = Math.toIntExact(preprocessing.shape().size());
        int units = task().units();
        Limits.numbers((long) rows.length * (width + units), "features");
        float[] features = new float[rows.length * width];
        float[] targets = new float[rows.length * units];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(preprocessing.features(example(rows[i])), 0, features, i * width, width);
            System.arraycopy(preprocessing.targets().encode(target(rows[i])), 0, targets, i * units, units);
        }
        return new Examples(preprocessing.shape(), features, units, targets);
    }
}
