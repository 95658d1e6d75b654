package dev.espalier.controller;

import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Plays as rows of categories: one column for each decision that was met, in the order in which it first was; a cell is
 * the option chosen there plus 1, and 0 where the play did not go through it.
 */
final class PlayRows {
    private final Map<String, Integer> columns = new HashMap<>(); // looked up, never iterated

    /** Makes room for decisions that are met for the first time. */
    void register(List<DecisionPoint> points) {
        for (DecisionPoint point : points) {
            columns.putIfAbsent(point.name(), columns.size());
        }
    }

    /** The row of the beginning of a play; decisions that are not registered are left out. */
    int[] row(List<DecisionPoint> points, Decisions play) {
        int[] row = new int[columns.size()];
        for (int i = 0; i < play.size(); i++) {
            Integer column = columns.get(points.get(i).name());
            if (column != null) {
                row[column] = play.choice(i) + 1;
            }
        }
        return row;
    }
}
