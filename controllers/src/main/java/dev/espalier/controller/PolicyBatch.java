package dev.espalier.controller;

import dev.espalier.space.DecisionPoint;
import dev.espalier.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where everything of several plays lies when they are computed together. A cell is a (step, play), step behind step;
 * cells behind the end of a shorter play are padding that nothing reads.
 */
final class PolicyBatch {
    private final List<Episode> episodes;
    private final int length;
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final List<Place> places = new ArrayList<>();

    /** A decision that was taken: its cell, and its place in its group. */
    private record Place(long cell, Group group, int position) {}

    /** The decisions of one kind, which share a head. */
    static final class Group {
        private final String kind;
        private final int options;
        private final List<DecisionPoint> points = new ArrayList<>();
        private final List<Long> cells = new ArrayList<>();
        private final List<Long> choices = new ArrayList<>();

        Group(String kind, int options) {
            this.kind = kind;
            this.options = options;
        }

        String kind() {
            return kind;
        }

        int options() {
            return options;
        }

        List<DecisionPoint> points() {
            return points;
        }

        long[] cells() {
            return array(cells);
        }

        long[] choices() {
            return array(choices);
        }

        /** Decisions x options: 0 where legal, else {@code illegal}. */
        float[] mask(float illegal) {
            float[] mask = new float[points.size() * options];
            for (int i = 0; i < mask.length; i++) {
                mask[i] = points.get(i / options).isLegal(i % options) ? 0 : illegal;
            }
            return mask;
        }
    }

    PolicyBatch(List<Episode> episodes) {
        this.episodes = episodes;
        this.length = episodes.stream().mapToInt(Episode::length).max().orElse(0);
        for (int play = 0; play < episodes.size(); play++) {
            for (int step = 0; step < episodes.get(play).length(); step++) {
                place(episodes.get(play), play, step);
            }
        }
    }

    private void place(Episode episode, int play, int step) {
        DecisionPoint point = episode.points().get(step);
        Group group = groups.computeIfAbsent(
                point.kind(), kind -> new Group(kind, point.options().size()));
        long cell = (long) step * episodes.size() + play;
        places.add(new Place(cell, group, group.points.size()));
        group.points.add(point);
        group.cells.add(cell);
        group.choices.add((long) episode.play().choice(step));
    }

    /** Plays that are computed side by side. */
    int width() {
        return episodes.size();
    }

    /** Steps of the longest play. */
    int length() {
        return length;
    }

    List<Group> groups() {
        return List.copyOf(groups.values());
    }

    /** Cells that are no padding, play behind play. */
    long[] cells() {
        return places.stream().mapToLong(Place::cell).toArray();
    }

    /** Of tables of decisions x options, one for each group, the numbers of the choices that were made: play behind play. */
    Tensor picked(List<Tensor> tables) {
        List<Tensor> picked = new ArrayList<>();
        int position = 0;
        for (Group group : groups.values()) {
            picked.add(tables.get(position++).pick(Tensor.indices(group.choices())));
        }
        return inOrder(picked);
    }

    /** Numbers of the decisions, one tensor for each group, as one: play behind play. */
    Tensor inOrder(List<Tensor> parts) {
        return Tensor.concatenate(parts).rows(Tensor.indices(order()));
    }

    /** For each of {@link #cells} its row when the groups are laid behind each other. */
    private long[] order() {
        Map<Group, Long> offsets = new LinkedHashMap<>();
        long offset = 0;
        for (Group group : groups.values()) {
            offsets.put(group, offset);
            offset += group.points.size();
        }
        return places.stream()
                .mapToLong(place -> offsets.getOrDefault(place.group(), 0L) + place.position())
                .toArray();
    }

    /** Kinds whose tables of choices are laid behind each other, that of the start first. */
    List<String> tables(String start) {
        List<String> tables = new ArrayList<>(List.of(start));
        tables.addAll(groups.keySet());
        return tables;
    }

    /** For each cell, padding included, the row of the choice made before it in those tables. */
    long[] lastRows() {
        Map<String, Long> offsets = new LinkedHashMap<>();
        long offset = 1;
        for (Group group : groups.values()) {
            offsets.put(group.kind(), offset);
            offset += group.options();
        }
        long[] rows = new long[width() * length];
        for (int play = 0; play < width(); play++) {
            Episode episode = episodes.get(play);
            for (int step = 1; step < episode.length(); step++) {
                String kind = episode.points().get(step - 1).kind();
                rows[step * width() + play] =
                        offsets.getOrDefault(kind, 0L) + episode.play().choice(step - 1);
            }
        }
        return rows;
    }

    /** Names of all decisions, each once. */
    List<String> names() {
        return episodes.stream()
                .flatMap(episode -> episode.points().stream())
                .map(DecisionPoint::name)
                .distinct()
                .toList();
    }

    /** For each cell, padding included, the position of its decision in {@link #names}. */
    long[] aheadRows() {
        List<String> names = names();
        long[] rows = new long[width() * length];
        for (int play = 0; play < width(); play++) {
            List<DecisionPoint> points = episodes.get(play).points();
            for (int step = 0; step < points.size(); step++) {
                rows[step * width() + play] = names.indexOf(points.get(step).name());
            }
        }
        return rows;
    }

    private static long[] array(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }
}
