package dev.espalier.export.drawing;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Vertex;
import java.util.List;

/**
 * An architecture laid out in layers from top to bottom. Places are pixels, the origin is at the top left; equal
 * architectures give equal drawings.
 */
public record Drawing(double width, double height, List<Node> nodes, List<Edge> edges) {
    /** Layers passed by all connections together beyond which crossings are not minimised: ELK's cost grows so. */
    private static final long MOST_SPAN = 8_000;

    /**
     * One vertex as a box.
     *
     * @param label what it computes
     * @param shape what it gives
     * @param x of the box's left edge
     * @param y of the box's upper edge
     * @param group the part of the network it belongs to: the first two steps of its key without the last
     */
    public record Node(
            String key, String label, String shape, double x, double y, double width, double height, String group) {}

    /** One connection as a line through {@code points}, each x and y, from the box above to the box below. */
    public record Edge(String from, String to, List<List<Double>> points) {
        public Edge {
            points = List.copyOf(points);
        }
    }

    public Drawing {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /** Lays the architecture out; safe for many threads, a fraction of a second for some hundred vertices. */
    public static Drawing of(Architecture architecture) {
        Plain plain = new Plain(architecture);
        return plain.span() > MOST_SPAN ? plain.drawing() : new Layout(architecture).drawing();
    }

    /** The vertex as a box that has no place yet: as wide as its text needs. */
    static Node unplaced(Architecture architecture, Vertex vertex) {
        String label = Label.of(vertex.operation());
        String shape = architecture.shape(vertex.key()).toString();
        int letters = Math.max(label.length(), shape.length());
        return new Node(vertex.key(), label, shape, 0, 0, 24 + 6.8 * letters, 40, group(vertex.key()));
    }

    private static String group(String key) {
        List<String> steps = List.of(key.split("/"));
        return String.join("/", steps.subList(0, Math.min(2, steps.size() - 1)));
    }
}
