package dev.espalier.server.search;

import dev.espalier.architecture.Architecture;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Uniform draws from a space, to see what its architectures cost.
 *
 * @param typical the one in the middle by multiply-accumulates
 * @param activations numbers of one example in the largest of the draws
 * @param heaviest the one with the most parameters
 */
record Draws(Architecture typical, long activations, Architecture heaviest) {
    private static final int COUNT = 41;

    /** @throws InvalidInputException where no play of the space gives an architecture */
    static Draws of(SearchSpace space) {
        List<Architecture> drawn = drawn(space);
        drawn.sort(Comparator.comparingLong(architecture -> architecture.cost().macs()));
        return new Draws(
                drawn.get(drawn.size() / 2),
                drawn.stream().mapToLong(one -> one.cost().activations()).max().orElseThrow(),
                drawn.stream()
                        .max(Comparator.comparingLong(one -> one.cost().parameters()))
                        .orElseThrow());
    }

    private static List<Architecture> drawn(SearchSpace space) {
        List<Architecture> drawn = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            try {
                drawn.add(space.decode(space.complete(Decisions.none(), new Seeds(0).stream("estimate", i))));
            } catch (InvalidInputException impossible) {
                if (i == COUNT - 1 && drawn.isEmpty()) {
                    throw new InvalidInputException("/space", String.valueOf(impossible.getMessage()), impossible);
                }
            }
        }
        return drawn;
    }
}
