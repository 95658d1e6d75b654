package dev.espalier.tensor;

import java.util.ArrayList;
import java.util.List;

/** Linear maps with a ReLU between each two. */
public record Mlp(List<Linear> layers) {
    /** @param widths of the input, of every hidden layer and of the output */
    public static Mlp create(Parameters parameters, String name, Randomness randomness, long... widths) {
        List<Linear> layers = new ArrayList<>();
        for (int i = 1; i < widths.length; i++) {
            layers.add(Linear.create(parameters, name + "/layer" + i, widths[i - 1], widths[i], randomness));
        }
        return new Mlp(List.copyOf(layers));
    }

    /** Rows of inputs to rows of outputs. */
    public Tensor apply(Tensor input) {
        Tensor value = input;
        for (int i = 0; i < layers.size(); i++) {
            value = layers.get(i).apply(i == 0 ? value : value.relu());
        }
        return value;
    }
}
