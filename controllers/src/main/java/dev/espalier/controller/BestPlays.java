package dev.espalier.controller;

import dev.espalier.space.Decisions;
import java.util.ArrayList;
import java.util.List;

/** The best different plays that were told, of equal ones the earliest. */
final class BestPlays {
    private final int most;
    private final List<Told> best = new ArrayList<>();

    private record Told(Decisions play, double reward) {}

    BestPlays(int most) {
        this.most = most;
    }

    void add(Decisions play, double reward) {
        if (best.stream().anyMatch(told -> told.play().equals(play))) {
            return;
        }
        int place = best.size();
        while (place > 0 && best.get(place - 1).reward() < reward) {
            place--;
        }
        best.add(place, new Told(play, reward));
        if (best.size() > most) {
            best.remove(most);
        }
    }

    /** The best first. */
    List<Decisions> plays() {
        return best.stream().map(Told::play).toList();
    }
}
