package dev.espalier.network.torch;

import dev.espalier.data.Examples;
import java.util.Map;
import java.util.WeakHashMap;
import org.bytedeco.pytorch.Tensor;

/**
 * Parts of a data set where an engine computes: each is moved there once, and the rows of a batch are gathered there.
 * They stay as long as anyone refers to the part.
 */
final class ResidentParts {
    private final Placement placement;
    private final Map<Examples, Part> parts = new WeakHashMap<>();

    /** A row for each example. */
    private record Part(Tensor features, Tensor targets) {}

    ResidentParts(Placement placement) {
        this.placement = placement;
    }

    /** Rows of features. */
    Tensor features(Examples.Origin origin) {
        return Tensors.rows(part(origin.part()).features(), origin.rows());
    }

    /** Rows of targets. */
    Tensor targets(Examples.Origin origin) {
        return Tensors.rows(part(origin.part()).targets(), origin.rows());
    }

    private synchronized Part part(Examples examples) {
        return parts.computeIfAbsent(
                examples, moved -> new Part(kept(Tensors.flat(moved)), kept(Tensors.targets(moved))));
    }

    private Tensor kept(Tensor numbers) {
        return Tensors.kept(placement.put(numbers));
    }
}
