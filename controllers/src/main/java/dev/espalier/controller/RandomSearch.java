package dev.espalier.controller;

import dev.espalier.catalog.Entry;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Trial;
import java.util.List;
import java.util.random.RandomGenerator;

/** Uniform choices among the legal options, whatever came of earlier ones: what every other controller must beat. */
record RandomSearch(SearchSpace space) implements Controller {
    static final Entry<Controllers.Template> ENTRY = new Entry<>(
            "random",
            "Uniform choices, whatever came of earlier ones: the baseline of every comparison.",
            List.of(),
            settings -> context -> new RandomSearch(context.space()));

    @Override
    public Proposal ask(int number, List<Proposal> pending, RandomGenerator random) {
        return Proposal.of(space.complete(Decisions.none(), random));
    }

    @Override
    public void tell(Trial trial) {}
}
