package dev.espalier.benchmark;

import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Plays with the rows that they stand for: what may follow a beginning is what some row goes on with. */
final class Trie {
    private final Node root = new Node();
    private int plays;
    private long options;

    /** A beginning: either a decision follows, or it is complete and has a row. */
    private static final class Node {
        private @Nullable DecisionPoint point;
        private @Nullable Node[] children = {};
        private int row = -1;
    }

    /** Why a play does not fit beside the others. */
    static final class MisfitException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MisfitException(String reason) {
            super(reason);
        }
    }

    /**
     * Adds a play; gives the row of an equal one that was there before, or this row.
     *
     * @param points the decisions of the play with all their options
     * @throws MisfitException where another play has another decision at this place, or ends there
     */
    int add(List<DecisionPoint> points, Decisions play, int row) {
        Node node = root;
        for (int i = 0; i < points.size(); i++) {
            DecisionPoint point = points.get(i);
            if (node.row >= 0) {
                throw new MisfitException("goes on with '%s' where another row ends".formatted(point.name()));
            }
            if (node.point == null) {
                node.point = point;
                node.children = new Node[point.options().size()];
                options += node.children.length;
            } else if (!node.point.name().equals(point.name())) {
                throw new MisfitException("goes on with '%s' where another row goes on with '%s'"
                        .formatted(point.name(), node.point.name()));
            }
            node = child(node, play.choice(i));
        }
        if (node.point != null) {
            throw new MisfitException("ends where another row goes on with '%s'".formatted(node.point.name()));
        }
        if (node.row < 0) {
            node.row = row;
            plays++;
        }
        return node.row;
    }

    private static Node child(Node node, int choice) {
        Node child = node.children[choice];
        if (child == null) {
            child = new Node();
            node.children[choice] = child;
        }
        return child;
    }

    int plays() {
        return plays;
    }

    /** Of all beginnings together, whether a row goes on with them or not: what all this takes in memory. */
    long options() {
        return options;
    }

    /** The row of a complete play, or -1. */
    int row(Decisions play) {
        Node node = at(play);
        return node == null ? -1 : node.row;
    }

    /** The decision that follows, with what is legal there. */
    Optional<DecisionPoint> next(Decisions prefix) {
        Node node = at(prefix);
        return Optional.ofNullable(node == null ? null : node.point);
    }

    private @Nullable Node at(Decisions prefix) {
        Node node = root;
        for (int i = 0; i < prefix.size() && node != null; i++) {
            int choice = prefix.choice(i);
            node = choice >= 0 && choice < node.children.length ? node.children[choice] : null;
        }
        return node;
    }

    /** Makes illegal what no row goes on with, once all are there. Equal points become one object. */
    void close() {
        Map<DecisionPoint, DecisionPoint> known = new HashMap<>(); // looked up, never iterated
        close(root, known);
    }

    private static void close(Node node, Map<DecisionPoint, DecisionPoint> known) {
        if (node.point == null) {
            return;
        }
        List<Boolean> legal = new ArrayList<>();
        for (Node child : node.children) {
            legal.add(child != null);
            if (child != null) {
                close(child, known);
            }
        }
        DecisionPoint point = new DecisionPoint(node.point.name(), node.point.kind(), node.point.options(), legal);
        node.point = known.computeIfAbsent(point, same -> same);
    }

    /**
     * The first beginning that is needed and that no row has, if any.
     *
     * @param needed the options of a decision that rows must go on with
     */
    Optional<Decisions> missing(Function<DecisionPoint, List<Integer>> needed) {
        return missing(root, Decisions.none(), needed);
    }

    private static Optional<Decisions> missing(
            Node node, Decisions prefix, Function<DecisionPoint, List<Integer>> needed) {
        if (node.point == null) {
            return Optional.empty();
        }
        for (int option : needed.apply(node.point)) {
            Node child = node.children[option];
            if (child == null) {
                return Optional.of(prefix.then(option));
            }
            Optional<Decisions> below = missing(child, prefix.then(option), needed);
            if (below.isPresent()) {
                return below;
            }
        }
        return Optional.empty();
    }

    /** The decisions along the play of first options. */
    List<DecisionPoint> firstPath() {
        List<DecisionPoint> path = new ArrayList<>();
        for (Node node = root; node.point != null; ) {
            path.add(node.point);
            Node at = node;
            node = IntStream.range(0, node.children.length)
                    .mapToObj(i -> at.children[i])
                    .filter(child -> child != null)
                    .findFirst()
                    .orElseThrow();
        }
        return List.copyOf(path);
    }
}
