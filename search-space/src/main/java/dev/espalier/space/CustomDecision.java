package dev.espalier.space;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision of a space that a person wrote.
 *
 * @param options the values, as written
 * @param when asked only where this holds, always where it is null
 */
record CustomDecision(
        String name,
        String kind,
        List<Object> options,
        @Nullable Condition when) {
    /** An earlier decision came out as one of these options. */
    record Condition(int decision, List<Integer> options) {}

    /** The options as words. */
    List<String> words() {
        return options.stream().map(String::valueOf).toList();
    }

    DecisionPoint point() {
        return DecisionPoint.of(name, kind, words());
    }

    /** Whether it is asked after these answers to the earlier ones. */
    boolean asked(int[] answers) {
        return when == null || when.options().contains(answers[when.decision()]);
    }
}
