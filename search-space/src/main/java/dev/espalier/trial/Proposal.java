package dev.espalier.trial;

import dev.espalier.space.Decisions;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
    public Proposal {
        Map<String, List<Double>> copies = new TreeMap<>();
        notes.forEach((name, numbers) -> copies.put(name, List.copyOf(numbers)));
        notes = Collections.unmodifiableMap(copies);
    }

    public static Proposal of(Decisions decisions) {
        return new Proposal(decisions, null, Map.of());
    }
}
