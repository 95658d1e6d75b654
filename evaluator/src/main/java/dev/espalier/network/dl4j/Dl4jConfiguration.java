package dev.espalier.network.dl4j;

import dev.espalier.architecture.Architecture;
import dev.espalier.data.Task;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * An architecture as a computation graph of DL4J. A layer is called by the key of its vertex; what a substitution adds
 * is called by that key and a suffix. Images are {@code batch x channels x height x width}, sequences {@code batch x
 * channels x length}.
 *
 * <p>Substitutions: a sequence flows as an image of height 1; a dilated depthwise convolution has a kernel with zeros
 * between its numbers; a {@code zero} is a part of the flattened input times 0.
 *
 * @param slots where the parameters of the architecture are
 */
public record Dl4jConfiguration(ComputationGraphConfiguration graph, List<Slot> slots) {
    public Dl4jConfiguration {
        slots = List.copyOf(slots);
    }

    /**
     * With stock layers alone: predictions are probabilities or, for a regression, the outputs themselves.
     *
     * @throws dev.espalier.catalog.InvalidInputException with a pointer to the vertex that DL4J cannot compute
     */
    public static Dl4jConfiguration of(Architecture architecture, Task.Type task) {
        return of(architecture, Parts.stock(units -> task));
    }

    /** The same where nobody says what it is for: an output of one unit is a number, one of several is a class. */
    public static Dl4jConfiguration of(Architecture architecture) {
        return of(architecture, Parts.stock(units -> units == 1 ? Task.Type.REGRESSION : Task.Type.CLASSIFICATION));
    }

    static Dl4jConfiguration of(Architecture architecture, Parts parts) {
        Nd4jLibrary.load();
        return new Translation(architecture, parts).translate();
    }
}
