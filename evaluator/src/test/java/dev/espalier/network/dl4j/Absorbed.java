package dev.espalier.network.dl4j;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Operation.BatchNormalization;
import dev.espalier.architecture.Operation.Convolution;
import dev.espalier.architecture.Operation.DepthwiseConvolution;
import dev.espalier.architecture.Parameter;
import dev.espalier.architecture.Vertex;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Parameters without influence in training, whatever the data: a bias or beta that every path takes into a
 * normalisation, which subtracts it again, has a gradient of exactly 0; a gamma that every path takes there unmixed is
 * divided out but for the normalisation's epsilon. What an engine gives for one of them is the rest of its rounding.
 */
final class Absorbed {
    private Absorbed() {}

    static boolean is(Architecture architecture, Vertex vertex, Parameter parameter) {
        return switch (parameter.name()) {
            case "bias", "beta" -> swallowed(architecture, vertex, (reader, moved) -> keepsShifts(reader.operation()));
            case "gamma" -> swallowed(architecture, vertex, Absorbed::keepsScales);
            default -> false;
        };
    }

    /**
     * Whether normalisations alone read what moves with this vertex.
     *
     * @param passes whether a vertex, some of whose inputs move, moves in the same way
     */
    private static boolean swallowed(Architecture architecture, Vertex from, BiPredicate<Vertex, Set<String>> passes) {
        Set<String> moved = new HashSet<>(Set.of(from.key()));
        for (Vertex reader : architecture.vertices()) {
            if (Collections.disjoint(reader.inputs(), moved) || reader.operation() instanceof BatchNormalization) {
                continue;
            }
            if (!passes.test(reader, moved)) {
                return false;
            }
            moved.add(reader.key());
        }
        return Collections.disjoint(architecture.outputs(), moved);
    }

    /** Whether factors of the channels come out as they went in: a sum keeps them where all that it adds has them. */
    private static boolean keepsScales(Vertex vertex, Set<String> moved) {
        Operation operation = vertex.operation();
        return keepsShifts(operation)
                && !(operation instanceof Convolution || operation instanceof Operation.Dense)
                && !(operation instanceof Operation.Add && !moved.containsAll(vertex.inputs()));
    }

    /** Whether one number a channel, added everywhere, comes out so: not bent, and not cut by a padding with zeros. */
    private static boolean keepsShifts(Operation operation) {
        if (operation instanceof Convolution convolution) {
            return unpadded(convolution.kernel());
        }
        if (operation instanceof DepthwiseConvolution convolution) {
            return unpadded(convolution.kernel());
        }
        return !(operation instanceof Operation.Activation || operation instanceof Operation.Zero);
    }

    private static boolean unpadded(int kernel) {
        return kernel == 1 || kernel % 2 == 0;
    }
}
