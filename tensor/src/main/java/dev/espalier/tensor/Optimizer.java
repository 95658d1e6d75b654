package dev.espalier.tensor;

import java.util.SortedMap;

/** Moves parameters against a gradient; parameters that have none in a step stay, and so does what it knows of them. */
public interface Optimizer {
    /** One step; called inside {@link Torch#compute}. */
    void step(SortedMap<String, Tensor> gradient);
}
