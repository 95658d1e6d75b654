package dev.espalier.evaluator;

import dev.espalier.catalog.Entry;
import java.util.List;
import java.util.Optional;

/**
 * One set of parameters by vertex key and shape, which all architectures take theirs from and train (ENAS, Pham 2018;
 * single path, Guo 2019).
 */
final class SharedWeights {
    static final Entry<Evaluators.Template> ENTRY = new OneShotKind(
                    "shared-weights",
                    "Trains one set of weights that all candidates share: many candidates a second, and a rougher ranking.",
                    new SharedSettings.Defaults(1500, 300, 0.01),
                    List.of(),
                    Optional.empty())
            .entry();

    private SharedWeights() {}
}
