package dev.espalier.trial;

import dev.espalier.space.Decisions;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a controller proposes, with everything it must remember of having proposed it. Stored with the trial.
 *
 * @param decisions a complete play
 * @param parent number of the trial that it was derived from, if any
 * @param notes numbers by name: behaviour log-probabilities, continuous actions, who spoke
 */
public record Proposal(Decisions decisions, @Nullable Integer parent, Map<String, List<Double>> notes) {
    private static final String EPOCHS = "epochs";

    public Proposal {
        Map<String, List<Double>> copies = new TreeMap<>();
        notes.forEach((name, numbers) -> copies.put(name, List.copyOf(numbers)));
        notes = Collections.unmodifiableMap(copies);
    }

    public static Proposal of(Decisions decisions) {
        return new Proposal(decisions, null, Map.of());
    }

    /** A proposal to train for so many epochs; what is derived from a shorter training names it as the parent. */
    public static Proposal of(Decisions decisions, @Nullable Integer parent, int epochs) {
        return new Proposal(decisions, parent, Map.of(EPOCHS, List.of((double) epochs)));
    }

    /** The epochs of training that are asked for, where the controller decides on them. */
    public OptionalInt epochs() {
        List<Double> noted = notes.get(EPOCHS);
        return noted == null ? OptionalInt.empty() : OptionalInt.of(noted.get(0).intValue());
    }
}
