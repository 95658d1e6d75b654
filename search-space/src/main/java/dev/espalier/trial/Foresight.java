package dev.espalier.trial;

import dev.espalier.space.Decisions;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What is known of a candidate before it is evaluated, such as its number of parameters or a zero-cost proxy of its
 * untrained network. Equal for equal plays of one search. Safe for threads.
 */
public interface Foresight {
    Foresight NONE = new Foresight() {
        @Override
        public List<String> names() {
            return List.of();
        }

        @Override
        public OptionalDouble of(String name, Decisions play) {
            throw new IllegalArgumentException("Nothing is known of '%s'.".formatted(name));
        }
    };

    /** What can be asked for. */
    List<String> names();

    /** Empty where it is undefined for this play. */
    OptionalDouble of(String name, Decisions play);
}
