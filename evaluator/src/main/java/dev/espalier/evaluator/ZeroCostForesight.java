package dev.espalier.evaluator;

import dev.espalier.architecture.Architecture;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.network.EngineException;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Foresight;
import java.util.List;
import java.util.OptionalDouble;

/** Zero-cost proxies of the candidates of a search, for a controller that chooses by them before anything is evaluated. */
public final class ZeroCostForesight implements Foresight {
    private static final int BATCH = 64;

    private final SearchSpace space;
    private final Untrained untrained;

    /** Looks at one batch of training examples, which the seeds draw. */
    public ZeroCostForesight(EvaluatorContext context) {
        this.space = context.space();
        this.untrained = Untrained.in(context, BATCH);
    }

    @Override
    public List<String> names() {
        return Proxy.keys();
    }

    /** Empty also for a network that nothing flows through and for a play that is none. */
    @Override
    public OptionalDouble of(String name, Decisions play) {
        try {
            Architecture architecture = space.decode(play);
            return architecture.constant() ? OptionalDouble.empty() : untrained.measure(architecture, Proxy.of(name));
        } catch (InvalidInputException | EngineException failed) {
            return OptionalDouble.empty();
        }
    }
}
