package dev.espalier.space;

import java.util.Collections;
import java.util.List;

/**
 * A place in a play where one of several options must be chosen.
 *
 * @param name its own name in the space, such as {@code edge0-2} or {@code layer3/kernel}: the same place always has
 *     the same name
 * @param kind what is decided, such as {@code kernel}: points of one kind have the same options and may share a policy
 *     head
 * @param options what can be chosen, in words, in a fixed order
 * @param legal for each option whether the play so far allows it; at least one is
 */
public record DecisionPoint(String name, String kind, List<String> options, List<Boolean> legal) {
    public DecisionPoint {
        options = List.copyOf(options);
        legal = List.copyOf(legal);
        if (options.size() != legal.size() || !legal.contains(true)) {
            throw new IllegalArgumentException(
                    "The decision '%s' needs a legal option: %s of %s.".formatted(name, legal, options));
        }
    }

    /** A point at which every option is legal. */
    public static DecisionPoint of(String name, String kind, List<String> options) {
        return new DecisionPoint(name, kind, options, Collections.nCopies(options.size(), true));
    }

    public boolean isLegal(int option) {
        return option >= 0 && option < legal.size() && legal.get(option);
    }

    /** Indices of the legal options, ascending. */
    public int[] legalOptions() {
        int[] options = new int[Collections.frequency(legal, true)];
        for (int option = 0, found = 0; found < options.length; option++) {
            if (legal.get(option)) {
                options[found++] = option;
            }
        }
        return options;
    }
}
