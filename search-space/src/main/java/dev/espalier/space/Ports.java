package dev.espalier.space;

import dev.espalier.architecture.Shape;
import java.util.List;

/**
 * What an architecture of a space must connect: the shapes that the data has and the numbers that the task wants.
 *
 * @param inputs shape of each input, without the batch
 * @param outputs units of each output: classes, labels or targets
 */
public record Ports(List<Shape> inputs, List<Integer> outputs) {
    public Ports {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    public static Ports of(Shape input, int outputs) {
        return new Ports(List.of(input), List.of(outputs));
    }

    /** The only input. */
    public Shape input() {
        return inputs.get(0);
    }

    /** Units of the only output. */
    public int units() {
        return outputs.get(0);
    }
}
