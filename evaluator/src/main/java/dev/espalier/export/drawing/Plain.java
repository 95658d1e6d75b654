package dev.espalier.export.drawing;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Vertex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The layout of networks whose connections pass so many layers that ELK would take minutes: every layer a row, lines
 * straight from box to box.
 */
final class Plain {
    private static final double MARGIN = 16;
    private static final double GAP = 20;
    private static final double ROW = 90;

    private final Architecture architecture;
    private final Map<String, Integer> depths = new HashMap<>();
    private final Map<String, Drawing.Node> placed = new HashMap<>();

    Plain(Architecture architecture) {
        this.architecture = architecture;
        for (Vertex vertex : architecture.vertices()) {
            int depth = vertex.inputs().stream().mapToInt(this::depth).max().orElse(-1) + 1;
            depths.put(vertex.key(), depth);
        }
    }

    private int depth(String key) {
        return Objects.requireNonNull(depths.get(key), key);
    }

    /** Layers that all connections pass together. */
    long span() {
        return architecture.vertices().stream()
                .flatMapToInt(vertex -> vertex.inputs().stream().mapToInt(input -> depth(vertex.key()) - depth(input)))
                .asLongStream()
                .sum();
    }

    Drawing drawing() {
        SortedMap<Integer, List<Drawing.Node>> rows = new TreeMap<>();
        for (Vertex vertex : architecture.vertices()) {
            rows.computeIfAbsent(depth(vertex.key()), row -> new ArrayList<>())
                    .add(Drawing.unplaced(architecture, vertex));
        }
        double width = rows.values().stream().mapToDouble(Plain::width).max().orElse(0) + 2 * MARGIN;
        rows.forEach((row, nodes) -> place(nodes, (width - width(nodes)) / 2, MARGIN + row * ROW));
        List<Drawing.Node> nodes = architecture.vertices().stream()
                .map(vertex -> node(vertex.key()))
                .toList();
        return new Drawing(width, 2 * MARGIN + (rows.size() - 1) * ROW + 40, nodes, edges());
    }

    private static double width(List<Drawing.Node> row) {
        return row.stream().mapToDouble(Drawing.Node::width).sum() + GAP * (row.size() - 1);
    }

    private void place(List<Drawing.Node> row, double left, double y) {
        double x = left;
        for (Drawing.Node node : row) {
            placed.put(
                    node.key(),
                    new Drawing.Node(
                            node.key(),
                            node.label(),
                            node.shape(),
                            Layout.tenth(x),
                            y,
                            Layout.tenth(node.width()),
                            node.height(),
                            node.group()));
            x += node.width() + GAP;
        }
    }

    private Drawing.Node node(String key) {
        return Objects.requireNonNull(placed.get(key), key);
    }

    private List<Drawing.Edge> edges() {
        List<Drawing.Edge> edges = new ArrayList<>();
        for (Vertex vertex : architecture.vertices()) {
            Drawing.Node to = node(vertex.key());
            for (String input : vertex.inputs()) {
                Drawing.Node from = node(input);
                List<Double> start = List.of(Layout.tenth(from.x() + from.width() / 2), from.y() + from.height());
                List<Double> end = List.of(Layout.tenth(to.x() + to.width() / 2), to.y());
                edges.add(new Drawing.Edge(input, vertex.key(), List.of(start, end)));
            }
        }
        return edges;
    }
}
