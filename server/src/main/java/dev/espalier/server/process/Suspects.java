package dev.espalier.server.process;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds out which trial kills its process: who was under way at a death is tried again alone, and once only. */
final class Suspects {
    private static final int CONDEMNED_AFTER = 2;

    private final Map<Integer, Integer> deaths = new HashMap<>();
    private final Map<Integer, String> condemned = new TreeMap<>();

    /** The process died with these trials under way. */
    void died(Collection<Integer> evaluating, String reason) {
        for (int number : evaluating) {
            int count = deaths.merge(number, 1, Integer::sum);
            if (count >= CONDEMNED_AFTER && evaluating.size() == 1) {
                condemned.put(number, "Its evaluation ended the process %d times: %s.".formatted(count, reason));
            }
        }
    }

    /** The trial is in the history: whatever it was suspected of is settled. */
    void settled(int number) {
        deaths.remove(number);
        condemned.remove(number);
    }

    /** Trials that are not evaluated again, each with the reason. */
    Map<Integer, String> condemned() {
        return Collections.unmodifiableMap(condemned);
    }

    /** Trials that are evaluated one at a time, in order of number. */
    List<Integer> suspects() {
        List<Integer> suspects = new ArrayList<>(deaths.keySet());
        Collections.sort(suspects);
        return suspects;
    }
}
